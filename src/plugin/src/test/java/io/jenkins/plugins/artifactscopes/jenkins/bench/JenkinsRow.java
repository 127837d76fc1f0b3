package io.jenkins.plugins.artifactscopes.jenkins.bench;

import java.util.Locale;

/** The rows of the table: which of our times is held against which of the peer's, and the ratio that it is held to. */
enum JenkinsRow {
    PUSH_SMALL_ARCHIVE("push of 10,000 files of 4 KiB", "push", "`archiveArtifacts`", "archive", 0.25),
    PUSH_SMALL_STASH("the same", "push", "`stash`", "stash", 0.35),
    PULL_SMALL("pull of the same", "pull", "`unstash`", "unstash", 0.4),
    PUSH_LARGE_ARCHIVE("push of 1 GiB of random bytes in 256 files", "push", "`archiveArtifacts`", "archive", 0.06),
    PUSH_LARGE_STASH("the same", "push", "`stash`", "stash", 0.07),
    PULL_LARGE("pull of the same", "pull", "`unstash`", "unstash", 0.15),
    PUSH_LARGE_AGAIN("push of that tree again, 1 % changed", "again", "`archiveArtifacts`", "archive", 0.03),
    REMOTING_PUSH_SMALL_ARCHIVE(
            "push of the small files, remoting only", "remoting-push", "`archiveArtifacts`", "archive", 0.5),
    REMOTING_PUSH_SMALL_STASH("the same", "remoting-push", "`stash`", "stash", 0.5),
    REMOTING_PULL_SMALL("pull of the same, remoting only", "remoting-pull", "`unstash`", "unstash", 0.5),
    REMOTING_PUSH_LARGE_ARCHIVE("push of 1 GiB, remoting only", "remoting-push", "`archiveArtifacts`", "archive", 0.5),
    REMOTING_PUSH_LARGE_STASH("the same", "remoting-push", "`stash`", "stash", 0.5),
    REMOTING_PULL_LARGE("pull of 1 GiB, remoting only", "remoting-pull", "`unstash`", "unstash", 0.5),
    MANAGER_ARCHIVE_SMALL(
            "`archiveArtifacts` of the small files, our manager",
            "managed-archive",
            "`archiveArtifacts`, Jenkins' own",
            "archive",
            0.5),
    MANAGER_STASH_SMALL("`stash` of them, our manager", "managed-stash", "`stash`, Jenkins' own", "stash", 0.5),
    MANAGER_UNSTASH_SMALL(
            "`unstash` of them, our manager", "managed-unstash", "`unstash`, Jenkins' own", "unstash", JenkinsRow.NONE),
    MANAGER_ARCHIVE_LARGE(
            "`archiveArtifacts` of 1 GiB, our manager",
            "managed-archive",
            "`archiveArtifacts`, Jenkins' own",
            "archive",
            0.5),
    MANAGER_STASH_LARGE("`stash` of it, our manager", "managed-stash", "`stash`, Jenkins' own", "stash", 0.5),
    MANAGER_UNSTASH_LARGE(
            "`unstash` of it, our manager", "managed-unstash", "`unstash`, Jenkins' own", "unstash", JenkinsRow.NONE),
    CONTROLLER_HEAP(
            "controller's heap while " + ParallelPushes.BUILDS + " builds push 1 GiB each at once",
            "heap",
            "idle",
            "idle",
            64);

    /** For what is only told. */
    private static final double NONE = Double.POSITIVE_INFINITY;

    private final String work;
    private final String ours;
    private final String peer;
    private final String theirs;
    private final double bar;

    JenkinsRow(String work, String ours, String peer, String theirs, double bar) {
        this.work = work;
        this.ours = ours;
        this.peer = peer;
        this.theirs = theirs;
        this.bar = bar;
    }

    String title() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether it is about the tree of this name. */
    boolean isOf(String tree) {
        return name().contains(tree.toUpperCase(Locale.ROOT));
    }

    String ours() {
        return ours;
    }

    String theirs() {
        return theirs;
    }

    /** The line of the table. */
    String cells(double our, double their, int rounds) {
        double ratio = our / their;
        return String.format(
                Locale.ROOT,
                "| %s | %s | %.3f s | %s | %.3f s | %s | **%.3f** | %s | %d |",
                title(),
                work,
                our,
                peer,
                their,
                bar == NONE ? "-" : Double.toString(bar),
                ratio,
                reached(ratio),
                rounds);
    }

    private String reached(double measured) {
        if (bar == NONE) {
            return "-";
        }
        return measured <= bar ? "yes" : "**no**";
    }

    /** The line of the table, for what is held to an amount more, in MiB. */
    String heapCells(double most, double idle) {
        return String.format(
                Locale.ROOT,
                "| %s | %s | %.0f MiB | %s | %.0f MiB | + %.0f MiB | **+ %.0f MiB** | %s | 1 |",
                title(),
                work,
                most,
                peer,
                idle,
                bar,
                most - idle,
                reached(most - idle));
    }
}
