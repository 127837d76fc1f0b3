package io.jenkins.plugins.artifactscopes.jenkins.administration;

import hudson.util.StreamTaskListener;
import io.jenkins.plugins.artifactscopes.catalog.Catalog;
import io.jenkins.plugins.artifactscopes.catalog.Usage;
import io.jenkins.plugins.artifactscopes.engine.Retelling;
import io.jenkins.plugins.artifactscopes.jenkins.Damages;
import io.jenkins.plugins.artifactscopes.jenkins.ProjectSettings;
import io.jenkins.plugins.artifactscopes.jenkins.ScopeService;
import io.jenkins.plugins.artifactscopes.jenkins.cleanup.RetentionWork;
import io.jenkins.plugins.artifactscopes.retention.PolicyPreview;
import io.jenkins.plugins.artifactscopes.retention.Preview;
import io.jenkins.plugins.artifactscopes.scope.Scope;
import io.jenkins.plugins.artifactscopes.store.disk.LiveVerification;
import io.jenkins.plugins.artifactscopes.transfer.Amount;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Does one deed. */
@FunctionalInterface
interface UpkeepWork {
    /** Of a preview, which nobody waits for. */
    Duration LONGEST = Duration.ofHours(1);

    int LISTED = 100;

    void run() throws IOException;

    static UpkeepWork of(UpkeepJob job) {
        return switch (job.getDeed()) {
            case SWEEP -> () -> sweep(job);
            case PREVIEW -> () -> preview(job);
            case VERIFY -> () -> verify(job);
            case REBUILD -> () -> rebuild(job);
        };
    }

    private static void sweep(UpkeepJob job) throws IOException {
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        try (StreamTaskListener listener = new StreamTaskListener(log, StandardCharsets.UTF_8)) {
            for (String failure : RetentionWork.run(listener, job::isStopped)) {
                job.fail(failure);
            }
        }
        log.toString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.startsWith("Deleted"))
                .forEach(job::say);
        Watch.get().look();
    }

    private static void preview(UpkeepJob job) throws IOException {
        ScopeService service = ScopeService.get();
        ProjectSettings settings = ScopeService.settings();
        AtomicLong scopes = new AtomicLong();
        job.progress(() -> Amount.count(scopes.get(), "scope") + " looked at");
        PolicyPreview previews = new PolicyPreview(
                service.store(), service.catalog(), settings, settings, Clock.systemUTC(), LONGEST, () -> {
                    scopes.incrementAndGet();
                    return job.isStopped();
                });
        Instant now = Instant.now();
        Preview preview = previews.ofAll(settings.of("").global(), LISTED);
        job.say((preview.whole() ? "" : "At least ")
                + Amount.count(preview.due().files(), "file") + ", "
                + Amount.bytes(preview.due().bytes()) + ", would go with the next sweep, of "
                + Amount.count(preview.stored().files(), "file") + ", "
                + Amount.bytes(preview.stored().bytes()) + ", that are not kept for ever.");
        for (Preview.Going going : preview.going()) {
            if (!going.expires().isAfter(now)) {
                job.say(going.scope() + ": " + going.artifact() + ", "
                        + Amount.count(going.amount().files(), "file") + ", "
                        + Amount.bytes(going.amount().bytes()) + ", expired "
                        + going.expires().truncatedTo(ChronoUnit.SECONDS) + " by " + going.reason());
            }
        }
    }

    private static void verify(UpkeepJob job) throws IOException {
        LiveVerification verification = ScopeService.verification(job::isStopped);
        Usage all = stored(ScopeService.get().catalog());
        job.progress(() -> Amount.count(verification.files(), "file") + ", " + Amount.bytes(verification.bytes())
                + " read of " + Amount.bytes(all.bytes()));
        List<String> problems = new ArrayList<>();
        verification.verifyAll(problem -> {
            problems.add(problem);
            job.fail(problem);
        });
        if (!job.isStopped()) {
            Damages.get().forget();
        }
        Damages.get().found(problems);
        job.say(Amount.count(verification.files(), "file") + ", " + Amount.bytes(verification.bytes()) + " read: "
                + (problems.isEmpty() ? "all whole." : Amount.count(problems.size(), "damage") + "."));
    }

    private static Usage stored(Catalog catalog) {
        long bytes = 0;
        long files = 0;
        long artifacts = 0;
        for (Scope kind : Scope.values()) {
            Usage usage = catalog.usage(kind);
            bytes += usage.bytes();
            files += usage.files();
            artifacts += usage.artifacts();
        }
        return new Usage(bytes, files, artifacts);
    }

    private static void rebuild(UpkeepJob job) throws IOException {
        Retelling.Result result = ScopeService.get()
                .retelling()
                .run(job::isStopped, (told, all) -> job.progress(() -> told + " of " + Amount.count(all, "scope")));
        job.say(Amount.count(result.scopes(), "scope") + " told anew.");
        result.problems().forEach(job::fail);
        Damages.get().found(result.problems());
    }
}
