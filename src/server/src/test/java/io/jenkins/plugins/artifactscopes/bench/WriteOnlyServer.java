package io.jenkins.plugins.artifactscopes.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes the body of one HTTP request, writes it to a file, syncs it and answers. No more than that. */
final class WriteOnlyServer implements AutoCloseable {
    private static final int BUFFER = 1 << 20;
    private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: *([0-9]+)\r\n");

    private final ServerSocketChannel listening;

    WriteOnlyServer() throws IOException {
        listening = ServerSocketChannel.open();
        listening.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0));
    }

    int port() throws IOException {
        return ((InetSocketAddress) listening.getLocalAddress()).getPort();
    }

    /** Serves the next request. */
    void serve(Path file) throws IOException {
        try (SocketChannel client = listening.accept();
                FileChannel out = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
            long left = head(client, buffer) - buffer.remaining();
            write(buffer, out);
            while (left > 0) {
                buffer.clear();
                int count = client.read(buffer);
                if (count < 0) {
                    throw new IOException("The client went away " + left + " bytes before the end");
                }
                left -= count;
                buffer.flip();
                write(buffer, out);
            }
            out.force(true);
            client.write(ByteBuffer.wrap("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII)));
        }
    }

    private static void write(ByteBuffer buffer, FileChannel out) throws IOException {
        while (buffer.hasRemaining()) {
            out.write(buffer);
        }
    }

    /** Reads the request's head, and leaves what came of the body in the buffer. */
    private static long head(SocketChannel client, ByteBuffer buffer) throws IOException {
        while (client.read(buffer) >= 0) {
            String text = StandardCharsets.ISO_8859_1
                    .decode(buffer.duplicate().flip())
                    .toString();
            int end = text.indexOf("\r\n\r\n");
            Matcher length = LENGTH.matcher(text);
            if (end >= 0 && length.find()) {
                buffer.flip().position(end + 4);
                return Long.parseLong(length.group(1));
            }
        }
        throw new IOException("The request has no head");
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
