package io.jenkins.plugins.artifactscopes.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.Test;

public class StalledWriteTest {
    private static final int ROOM = 16;

    private final Cancellation cancellation = new Cancellation();
    private final CountDownLatch cut = new CountDownLatch(1);
    private final PipedInputStream in = new PipedInputStream(ROOM);

    private OutputStream wire(Duration longest) throws IOException {
        cancellation.cutBy(cut::countDown);
        return cancellation.watched(new PipedOutputStream(in), longest);
    }

    private void look() throws InterruptedException {
        for (int i = 0; i < 20; i++) {
            cancellation.cutStalled();
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    @Test(timeout = 20_000)
    public void shouldCutAWriteThatNobodyTakes() throws Exception {
        OutputStream out = wire(Duration.ofMillis(50));
        FutureTask<Boolean> writing = new FutureTask<>(() -> {
            out.write(new byte[ROOM * 2]);
            return true;
        });
        Thread thread = new Thread(writing);
        thread.setDaemon(true);
        thread.start();
        while (cut.getCount() > 0) {
            look();
        }
        assertThat(cancellation.isCancelled()).isFalse();
        in.readNBytes(ROOM);
        assertThat(writing.get()).isTrue();
    }

    @Test(timeout = 20_000)
    public void shouldLeaveAWireAloneOnWhichNothingIsWritten() throws Exception {
        OutputStream out = wire(Duration.ofMillis(50));
        out.write(new byte[ROOM]);
        look();
        assertThat(cut.getCount()).isEqualTo(1);
    }
}
