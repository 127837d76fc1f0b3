package io.jenkins.plugins.artifactscopes.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * {@code tar} that writes into a loopback socket which another {@code tar} reads from: nothing of ours is between them. The receiver listens
 * before time is taken, as our server does.
 */
final class TarPipe {
    private static final String LISTEN = "$s = IO::Socket::INET->new(Listen => 1, LocalAddr => '127.0.0.1:0') or die;"
            + "$| = 1; print $s->sockport, qq(\\n); $c = $s->accept; open(STDIN, '<&', $c);"
            + "exec 'tar', '-x', '-B', '-f', '-', '-C', $ARGV[0];";

    private TarPipe() {}

    /** @return the seconds until all of {@code source} is in a new directory and synced */
    static double copy(Disk disk, Path source) throws IOException, InterruptedException {
        Path target = Files.createDirectory(disk.fresh("tar"));
        Process receiver = Command.start("perl", "-MIO::Socket::INET", "-e", LISTEN, target.toString());
        BufferedReader out = receiver.inputReader(StandardCharsets.UTF_8);
        String port = String.valueOf(out.readLine());
        disk.settle();
        long start = System.nanoTime();
        Command.run("bash", "-c", "tar -c -f - -C \"$1\" . >/dev/tcp/127.0.0.1/$2", "bash", source.toString(), port);
        Command.await(receiver, "tar");
        Command.run("sync", "-f", target.toString());
        return Command.since(start);
    }
}
