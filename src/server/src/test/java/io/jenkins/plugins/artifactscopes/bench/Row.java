package io.jenkins.plugins.artifactscopes.bench;

import java.util.Locale;

/** The rows of the table, with the ratio of our figure to the peer's that each is held to. */
enum Row {
    PUSH_SMALL("push of 10,000 files of 4 KiB, in process, synced", "`cp -r`, `sync -f`", 0.6),
    PULL_SMALL("pull of the same into an empty directory, verified, synced", "`cp -r`, `sync -f`", 1.3),
    PUSH_LARGE("push of one file of 2 GiB, in process, synced", "`cp`, `sync -f`", 1.3),
    HTTP_PUSH_SMALL(
            "push of the small files over loopback HTTP, synced", "`tar` through loopback into `tar`, `sync -f`", 1.0),
    HTTP_PULL_SMALL(
            "pull of the same over loopback HTTP, verified, synced",
            "`tar` through loopback into `tar`, `sync -f`",
            1.0),
    HTTP_PUSH_LARGE(
            "push of 2 GiB over loopback HTTP, verified on both sides, synced",
            "`curl -T` to a server that only writes, synced",
            1.3),
    PUSH_UNCHANGED("second push of the same 1 GiB tree over HTTP: bytes on the wire", "bytes of the first", 0.01),
    PUSH_1_PERCENT("push of that tree with 1 % of its files changed", "the first push", 0.35),
    LIST_PAGE("last page of 30 of 1,000,000 artifacts", "the first page", 2),
    SWEEP("sweep of 1,000 expired among 1,000,000 artifacts", "1,000 among 10,000", 2),
    DELETE_SMALL("deletion of the 10,000 small files, durable", "`rm -r` of the tree, not synced", 0.3);

    private final String work;
    private final String peer;
    private final double bar;

    Row(String work, String peer, double bar) {
        this.work = work;
        this.peer = peer;
        this.bar = bar;
    }

    String title() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    String work() {
        return work;
    }

    String peer() {
        return peer;
    }

    double bar() {
        return bar;
    }
}
