package io.jenkins.plugins.artifactscopes.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** Stands between a client and a server on this machine, and cuts each connection after so many bytes in both directions together. */
public final class CuttingProxy implements AutoCloseable {
    private final ServerSocket listener;
    private final int port;
    private final LongSupplier budget;
    private final AtomicLong up = new AtomicLong();
    private volatile boolean stalled;

    /** @param budget bytes that the next connection may carry */
    public CuttingProxy(int port, LongSupplier budget) throws IOException {
        this.port = port;
        this.budget = budget;
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** Bytes that went from clients to the server. */
    public long up() {
        return up.get();
    }

    /** From now on nothing moves any more, and no connection breaks. */
    public void stall() {
        stalled = true;
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listener.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), port);
                AtomicLong left = new AtomicLong(budget.getAsLong());
                start(() -> pump(client, server, left, up));
                start(() -> pump(server, client, left, new AtomicLong()));
            }
        } catch (IOException e) {
            // The test has ended.
            return;
        }
    }

    private void pump(Socket from, Socket to, AtomicLong left, AtomicLong count) {
        byte[] buffer = new byte[8192];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                while (stalled) {
                    Thread.sleep(20);
                }
                int allowed = (int) Math.min(read, left.getAndAdd(-read));
                if (allowed > 0) {
                    out.write(buffer, 0, allowed);
                    count.addAndGet(allowed);
                }
                if (allowed < read) {
                    return;
                }
            }
        } catch (IOException | InterruptedException e) {
            // One end of the connection is gone, and closing tells the other.
            return;
        }
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "cutting-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
