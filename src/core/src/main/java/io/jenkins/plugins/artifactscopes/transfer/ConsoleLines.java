package io.jenkins.plugins.artifactscopes.transfer;

import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.scope.Scope;
import io.jenkins.plugins.artifactscopes.store.PushReceipt;
import io.jenkins.plugins.artifactscopes.store.Removal;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Says in a line or two what a transfer did. */
public final class ConsoleLines {
    private static final String[] UNITS = {"KiB", "MiB", "GiB", "TiB"};

    private final Scope scope;
    private final ZoneId zone;

    /** @param zone in which the day of an expiry is meant */
    public ConsoleLines(Scope scope, ZoneId zone) {
        this.scope = scope;
        this.zone = zone;
    }

    public String pushed(ArtifactPath destination, PushReport report) {
        PushReceipt receipt = report.receipt();
        return "Pushed " + destination + " to " + scope + ": " + files(receipt.files()) + ", " + size(receipt.bytes())
                + already(report) + " in " + time(report.took())
                + receipt.expiry()
                        .map(expiry -> ", expires "
                                + DateTimeFormatter.ISO_LOCAL_DATE
                                        .withZone(zone)
                                        .format(expiry))
                        .orElse("");
    }

    private static String already(PushReport report) {
        long there = report.receipt().bytes() - report.sentBytes();
        return there <= 0 ? "" : " (" + size(report.sentBytes()) + " sent, " + size(there) + " already there)";
    }

    /** The first line says what came, those after it which links were not created. */
    public List<String> pulled(ArtifactPath path, PullReport report) {
        List<String> lines = new ArrayList<>();
        lines.add("Pulled " + path + " from " + scope + ": " + files(report.files()) + ", " + size(report.bytes())
                + " in " + time(report.took()));
        if (report.refusedCount() > 0) {
            lines.add(count(report.refusedCount(), "link") + " not created because they lead outside:");
            report.refused().forEach(link -> lines.add("  " + link));
            long more = report.refusedCount() - report.refused().size();
            if (more > 0) {
                lines.add("  and " + number(more) + " more");
            }
        }
        return lines;
    }

    public String yanked(ArtifactPath path, Removal removal) {
        return "Deleted " + path + " from " + scope + ": " + files(removal.files()) + ", " + size(removal.bytes())
                + "; "
                + size(removal.freedBytes()) + " of disk space is free now"
                + (removal.laterBytes() > 0 ? ", " + size(removal.laterBytes()) + " later" : "");
    }

    private static String files(long files) {
        return count(files, "file");
    }

    private static String count(long count, String what) {
        return number(count) + " " + what + (count == 1 ? "" : "s");
    }

    private static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** Bytes for people: {@code 512 bytes}, {@code 83.1 MiB}. */
    public static String size(long bytes) {
        if (bytes < 1024) {
            return count(bytes, "byte");
        }
        double value = bytes / 1024.0;
        int unit = 0;
        while (value >= 1023.95 && unit < UNITS.length - 1) {
            value /= 1024;
            unit++;
        }
        return String.format(Locale.ROOT, "%.1f %s", value, UNITS[unit]);
    }

    /** A time for people: {@code 1.9 s}, {@code 2 min 5 s}. */
    static String time(Duration took) {
        return took.toMinutes() == 0
                ? String.format(Locale.ROOT, "%.1f s", took.toMillis() / 1000.0)
                : took.toMinutes() + " min " + took.toSecondsPart() + " s";
    }
}
