package io.jenkins.plugins.artifactscopes.jenkins.agent;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** Stands between agents and Jenkins: passes connections on as they are, or does what proxies do to those that carry much. */
final class FaultyProxy implements Closeable {
    /** What happens to a connection that is to carry contents, or a commit. */
    enum Fault {
        NONE,
        REFUSE_403,
        REFUSE_413,
        CUT,
        HANG,
        CAPTIVE,
        /** Commits get through, their answers do not. */
        COMMIT_LOST
    }

    private static final int SOME = 300_000;

    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final URI behind;
    private final Fault fault;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();

    FaultyProxy(URI behind, Fault fault) throws IOException {
        this.behind = behind;
        this.fault = fault;
        start(this::accept);
    }

    /** The address of what is behind it, through it. */
    String url() {
        return "http://127.0.0.1:" + server.getLocalPort() + behind.getPath();
    }

    /** Whether something of this was asked for, whatever came of it. */
    boolean saw(String part) {
        return asked.stream().anyMatch(line -> line.contains(part));
    }

    private static void start(IoTask task) {
        Thread thread = new Thread(() -> {
            try {
                task.run();
            } catch (IOException e) {
                // The connection has ended, or the test has.
                return;
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() throws IOException {
        while (true) {
            Socket client = server.accept();
            sockets.add(client);
            start(() -> serve(client));
        }
    }

    private void serve(Socket client) throws IOException {
        Socket target = new Socket(behind.getHost(), behind.getPort());
        sockets.add(target);
        AtomicLong left = new AtomicLong(Long.MAX_VALUE);
        start(() -> pass(target, client, left));
        requests(client, target, left);
    }

    /** Passes requests on, one after the other as clients keep connections, up to one that is to carry much. */
    private void requests(Socket client, Socket target, AtomicLong left) throws IOException {
        byte[] buffer = new byte[1 << 14];
        InputStream in = client.getInputStream();
        for (int count = in.read(buffer); count >= 0 && left.get() > 0; count = in.read(buffer)) {
            String text = new String(buffer, 0, Math.min(count, 2000), StandardCharsets.ISO_8859_1);
            text.lines().findFirst().ifPresent(asked::add);
            boolean met = meets(text);
            if (met && fault == Fault.HANG) {
                return;
            }
            if (met && (fault == Fault.CUT || fault == Fault.COMMIT_LOST)) {
                left.set(fault == Fault.CUT ? SOME : 0);
            } else if (met) {
                answer(client, status());
                return;
            }
            target.getOutputStream().write(buffer, 0, count);
            left.addAndGet(-count);
        }
        client.close();
        target.close();
    }

    private boolean meets(String request) {
        return switch (fault) {
            case NONE -> false;
            case COMMIT_LOST -> request.startsWith("POST /") && request.contains("/commit?");
            default -> request.startsWith("PUT /") || request.startsWith("GET /") && request.contains("/tree?");
        };
    }

    private String status() {
        return switch (fault) {
            case REFUSE_403 -> "403 Forbidden";
            case REFUSE_413 -> "413 Too Large";
            default -> "200 OK";
        };
    }

    private static void answer(Socket client, String status) throws IOException {
        String page = "<html>The proxy says no.</html>";
        client.getOutputStream()
                .write(("HTTP/1.1 " + status + "\r\nContent-Type: text/html\r\nConnection: close\r\nContent-Length: "
                                + page.length() + "\r\n\r\n" + page)
                        .getBytes(StandardCharsets.US_ASCII));
        client.shutdownOutput();
        client.getInputStream().transferTo(OutputStream.nullOutputStream());
        client.close();
    }

    private static void pass(Socket from, Socket to, AtomicLong left) throws IOException {
        byte[] buffer = new byte[1 << 14];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            for (int count = in.read(buffer); count >= 0 && left.get() > 0; count = in.read(buffer)) {
                to.getOutputStream().write(buffer, 0, count);
                left.addAndGet(-count);
            }
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    /** What may end with its connection. */
    @FunctionalInterface
    private interface IoTask {
        void run() throws IOException;
    }
}
