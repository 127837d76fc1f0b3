package io.jenkins.plugins.artifactscopes.cli;

import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.store.Entry;
import io.jenkins.plugins.artifactscopes.store.PushInfo;
import io.jenkins.plugins.artifactscopes.store.PushReceipt;
import io.jenkins.plugins.artifactscopes.store.Removal;
import io.jenkins.plugins.artifactscopes.transfer.ListedEntry;
import io.jenkins.plugins.artifactscopes.transfer.Progress;
import io.jenkins.plugins.artifactscopes.transfer.PullReport;
import io.jenkins.plugins.artifactscopes.transfer.PullRequest;
import io.jenkins.plugins.artifactscopes.transfer.PushReport;
import io.jenkins.plugins.artifactscopes.transfer.PushRequest;
import io.jenkins.plugins.artifactscopes.transfer.ScopeAccess;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Tells what a command asked for; stands where a server would, which has its own tests with the real command. */
final class RecordingAccess implements ScopeAccess {
    static final Instant PUSHED = Instant.parse("2026-11-21T10:00:00Z");

    final List<PushRequest> pushes = new ArrayList<>();
    final List<PullRequest> pulls = new ArrayList<>();
    final List<ArtifactPath> yanks = new ArrayList<>();
    final List<ListedEntry> entries = new ArrayList<>();
    final List<String> refusedLinks = new ArrayList<>();

    @Override
    public PushReport push(PushRequest request, Progress progress) throws IOException {
        pushes.add(request);
        PushInfo info = new PushInfo(1, PUSHED, "Build", request.expireIn());
        PushReceipt receipt = new PushReceipt(info, 1204, 2, 3, 87_136_665, Instant.parse("2026-12-05T10:00:00Z"));
        return new PushReport(receipt, 63_963_136, 60_000_000, Duration.ofMillis(1900));
    }

    @Override
    public PullReport pull(PullRequest request, Progress progress) {
        pulls.add(request);
        return new PullReport(2, 2048, 1000, refusedLinks, refusedLinks.size(), Duration.ofMillis(40));
    }

    @Override
    public Removal yank(ArtifactPath path) {
        yanks.add(path);
        return new Removal(2, 2048, 1024, 1024);
    }

    @Override
    public void list(ArtifactPath path, Listing listing) throws IOException {
        for (ListedEntry entry : entries) {
            if (entry.entry().path().isAtOrBelow(path)) {
                listing.entry(entry);
            }
        }
    }

    static Entry entry(String path, Entry.Kind kind) {
        return new Entry(
                ArtifactPath.of(path),
                kind,
                kind == Entry.Kind.FILE ? 5 : 0,
                kind == Entry.Kind.FILE
                        ? io.jenkins.plugins.artifactscopes.store.Digest.ofContent(new byte[5], 0, 5)
                        : null,
                kind == Entry.Kind.LINK ? "app.jar" : null,
                0644,
                Instant.parse("2026-11-20T09:08:07.123Z"),
                new PushInfo(1, PUSHED, "Build", null));
    }
}
