package io.jenkins.plugins.artifactscopes.jenkins.administration;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.init.Terminator;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.artifactscopes.audit.AuditKind;
import io.jenkins.plugins.artifactscopes.audit.AuditPlace;
import io.jenkins.plugins.artifactscopes.audit.AuditRecord;
import io.jenkins.plugins.artifactscopes.jenkins.Audit;
import io.jenkins.plugins.artifactscopes.jenkins.Messages;
import java.io.IOException;
import java.time.Clock;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Does what administrators ask for, one thing at a time, in a thread of its own, whether anybody looks or not. */
@Extension
public final class Upkeep {
    private static final Logger LOGGER = Logger.getLogger(Upkeep.class.getName());

    private final Clock clock = Clock.systemUTC();
    private @Nullable UpkeepJob latest;

    public static Upkeep get() {
        return ExtensionList.lookupSingleton(Upkeep.class);
    }

    /** The one that is under way, or the last one that was; null before the first. */
    synchronized @Nullable UpkeepJob latest() {
        return latest;
    }

    /**
     * Begins, if nothing else is under way.
     *
     * @param by for people to read
     * @return what is under way now: what was asked for, or what had to be waited for
     * @throws IOException when it could not be recorded
     */
    synchronized UpkeepJob begin(Deed deed, String by) throws IOException {
        UpkeepJob before = latest;
        if (before != null && before.isRunning()) {
            return before;
        }
        Audit.get()
                .require(new AuditRecord(
                        AuditKind.ADMINISTRATION, Audit.now(), by, deed.getWord(), AuditPlace.EVERYWHERE));
        UpkeepJob job = new UpkeepJob(deed, by, clock);
        latest = job;
        Thread thread = new Thread(() -> run(job, UpkeepWork.of(job)), "Artifact scopes: " + deed.getWord());
        thread.setDaemon(true);
        thread.start();
        return job;
    }

    /** Does the job's work. Whatever ends it before its end, it has failed. */
    static void run(UpkeepJob job, UpkeepWork work) {
        try (ACLContext all = ACL.as2(ACL.SYSTEM2)) {
            work.run();
        } catch (IOException | RuntimeException e) {
            failed(job, e);
        } catch (Error e) {
            failed(job, e);
            throw e;
        } finally {
            job.end();
        }
    }

    private static void failed(UpkeepJob job, Throwable why) {
        job.fail(UpkeepLine.forAll(Messages::Upkeep_failed));
        // Whom or what it speaks of is not known.
        job.say(UpkeepLine.forAdministrators(() -> String.valueOf(why.getMessage())));
        LOGGER.log(Level.WARNING, job.getDeed() + " of what is stored failed", why);
    }

    /** Ends what is under way, soon; what is done stays done. */
    synchronized void stop() {
        if (latest != null) {
            latest.stop();
        }
    }

    @Terminator
    public static void end() {
        get().stop();
    }
}
