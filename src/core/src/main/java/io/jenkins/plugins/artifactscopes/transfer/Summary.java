package io.jenkins.plugins.artifactscopes.transfer;

import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.path.Printable;
import io.jenkins.plugins.artifactscopes.scope.Scope;
import io.jenkins.plugins.artifactscopes.store.PushReceipt;
import io.jenkins.plugins.artifactscopes.store.Removal;
import java.time.Instant;
import java.time.ZoneOffset;

/** What a transfer did, in the one sentence that a console shows. */
public final class Summary {
    private Summary() {}

    /** Such as {@code Pushed dist to workflow: 1,204 files, 83.1 MiB (61.0 MiB sent, 22.1 MiB already there) in 1.9 s, expires 2026-12-05}. */
    public static String pushed(Scope scope, ArtifactPath name, PushReport report) {
        return pushed("Pushed " + shown(name) + " to " + scope, report);
    }

    /** Such as {@code Archived to workflow: 2 files, 5.1 MiB in 0.1 s}. */
    public static String archived(Scope scope, PushReport report) {
        return pushed("Archived to " + scope, report);
    }

    /** Such as {@code Stashed sources: 1,204 files, 83.1 MiB in 1.9 s}. */
    public static String stashed(String name, PushReport report) {
        return pushed("Stashed " + Printable.of(name), report);
    }

    private static String pushed(String what, PushReport report) {
        PushReceipt receipt = report.receipt();
        return what + ": " + Amount.files(receipt.files(), receipt.bytes())
                + sent(receipt.bytes(), report.sentBytes()) + " in " + Amount.time(report.took())
                + receipt.expiry().map(Summary::expires).orElse("");
    }

    /** Such as {@code Pulled dist from workflow: 1,204 files, 83.1 MiB in 0.8 s}. */
    public static String pulled(Scope scope, ArtifactPath name, PullReport report) {
        return pulled("Pulled " + shown(name) + " from " + scope, report);
    }

    /** Such as {@code Unstashed sources: 1,204 files, 83.1 MiB in 0.8 s}. */
    public static String unstashed(String name, PullReport report) {
        return pulled("Unstashed " + Printable.of(name), report);
    }

    private static String pulled(String what, PullReport report) {
        return what + ": " + Amount.files(report.files(), report.bytes()) + " in " + Amount.time(report.took())
                + refused(report.refusedCount());
    }

    /** Such as {@code Deleted dist from workflow: 1,204 files, 83.1 MiB, 83.1 MiB of space freed}. */
    public static String yanked(Scope scope, ArtifactPath name, Removal removal) {
        return "Deleted " + shown(name) + " from " + scope + ": " + Amount.files(removal.files(), removal.bytes())
                + ", "
                + Amount.bytes(removal.freedBytes()) + " of space freed"
                + (removal.laterBytes() == 0 ? "" : ", " + Amount.bytes(removal.laterBytes()) + " later");
    }

    private static String shown(ArtifactPath name) {
        return Printable.of(name.toString());
    }

    private static String sent(long bytes, long sent) {
        return sent >= bytes
                ? ""
                : " (" + Amount.bytes(sent) + " sent, " + Amount.bytes(bytes - sent) + " already there)";
    }

    private static String refused(long links) {
        return links == 0 ? "" : ", " + Amount.count(links, "link") + " to outside left out";
    }

    private static String expires(Instant when) {
        return ", expires " + when.atZone(ZoneOffset.UTC).toLocalDate();
    }
}
