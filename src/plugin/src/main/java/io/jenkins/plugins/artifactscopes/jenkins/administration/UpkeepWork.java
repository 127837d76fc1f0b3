package io.jenkins.plugins.artifactscopes.jenkins.administration;

import hudson.util.LogTaskListener;
import io.jenkins.plugins.artifactscopes.catalog.Catalog;
import io.jenkins.plugins.artifactscopes.catalog.Usage;
import io.jenkins.plugins.artifactscopes.engine.Retelling;
import io.jenkins.plugins.artifactscopes.jenkins.Damages;
import io.jenkins.plugins.artifactscopes.jenkins.Messages;
import io.jenkins.plugins.artifactscopes.jenkins.ProjectSettings;
import io.jenkins.plugins.artifactscopes.jenkins.ScopeService;
import io.jenkins.plugins.artifactscopes.jenkins.cleanup.RetentionWork;
import io.jenkins.plugins.artifactscopes.retention.PolicyPreview;
import io.jenkins.plugins.artifactscopes.retention.Preview;
import io.jenkins.plugins.artifactscopes.retention.SweepResult;
import io.jenkins.plugins.artifactscopes.scope.Scope;
import io.jenkins.plugins.artifactscopes.store.disk.LiveVerification;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;

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
            case VERIFY -> () -> verify(job, job::isStopped);
            case REBUILD -> () -> rebuild(job);
        };
    }

    private static void sweep(UpkeepJob job) throws IOException {
        Logger log = Logger.getLogger(UpkeepWork.class.getName());
        SweepResult result = RetentionWork.run(new LogTaskListener(log, Level.INFO), job::isStopped);
        for (SweepResult.Failure failure : result.failures()) {
            job.fail(UpkeepLine.about(failure.scope(), () -> RetentionWork.words(failure)));
        }
        ShownAmount deleted =
                new ShownAmount(result.removal().files(), result.removal().bytes());
        job.say(
                result.complete()
                        ? UpkeepLine.forAll(() -> Messages.UpkeepWork_swept(deleted))
                        : UpkeepLine.forAll(() -> Messages.UpkeepWork_sweptPart(deleted)));
        Watch.get().look();
    }

    private static void preview(UpkeepJob job) throws IOException {
        ScopeService service = ScopeService.get();
        ProjectSettings settings = ScopeService.settings();
        AtomicLong scopes = new AtomicLong();
        job.progress(() -> Messages.UpkeepWork_lookedAt(scopes.get()));
        PolicyPreview previews = new PolicyPreview(
                service.store(), service.catalog(), settings, settings, Clock.systemUTC(), LONGEST, () -> {
                    scopes.incrementAndGet();
                    return job.isStopped();
                });
        Instant now = Instant.now();
        Preview preview = previews.ofAll(settings.of("").global(), LISTED);
        ShownAmount due = shown(preview.due());
        ShownAmount stored = shown(preview.stored());
        job.say(
                preview.whole()
                        ? UpkeepLine.forAll(() -> Messages.UpkeepWork_due(due, stored))
                        : UpkeepLine.forAll(() -> Messages.UpkeepWork_dueAtLeast(due, stored)));
        for (Preview.Going going : preview.going()) {
            if (!going.expires().isAfter(now)) {
                job.say(UpkeepLine.about(going.scope(), () -> words(going)));
            }
        }
    }

    private static ShownAmount shown(Preview.Amount amount) {
        return new ShownAmount(amount.files(), amount.bytes());
    }

    private static String words(Preview.Going going) {
        return Messages.UpkeepWork_going(
                going.scope(),
                going.artifact(),
                shown(going.amount()),
                going.expires().truncatedTo(ChronoUnit.SECONDS),
                going.reason());
    }

    /** What is found damaged is known at once, whatever happens then. */
    static void verify(UpkeepJob job, BooleanSupplier stop) throws IOException {
        LiveVerification verification = ScopeService.verification(stop);
        Usage all = stored(ScopeService.get().catalog());
        job.progress(() -> Messages.UpkeepWork_reading(
                new ShownAmount(verification.files(), verification.bytes()),
                new ShownAmount(all.files(), all.bytes()).size()));
        List<String> problems = new ArrayList<>();
        verification.verifyAll((scope, problem) -> {
            problems.add(problem);
            job.fail(UpkeepLine.problem(scope, problem));
            Damages.get().found(List.of(problem));
        });
        if (!job.isStopped()) {
            Damages.get().forget();
        }
        Damages.get().found(problems);
        ShownAmount read = new ShownAmount(verification.files(), verification.bytes());
        job.say(
                problems.isEmpty()
                        ? UpkeepLine.forAll(() -> Messages.UpkeepWork_whole(read))
                        : UpkeepLine.forAll(() -> Messages.UpkeepWork_damaged(read, problems.size())));
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
                .run(job::isStopped, (told, all) -> job.progress(() -> Messages.UpkeepWork_telling(told, all)));
        job.say(UpkeepLine.forAll(() -> Messages.UpkeepWork_told(result.scopes())));
        result.problems().forEach(problem -> job.fail(UpkeepLine.problem(problem.scope(), problem.text())));
        Damages.get()
                .found(result.problems().stream().map(Retelling.Problem::text).toList());
    }
}
