package io.jenkins.plugins.artifactscopes.transfer;

import java.time.Duration;
import java.util.Locale;

/** Numbers as people read them, the same in every locale, because logs are searched. */
public final class Amount {
    private static final String[] UNITS = {"KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};

    private Amount() {}

    /** Such as {@code 512 B}, {@code 83.1 MiB}. */
    public static String bytes(long bytes) {
        if (bytes < 1024) {
            return bytes + " B";
        }
        double amount = bytes;
        int unit = -1;
        // What would be written as 1024.0 is written in the next unit.
        while (amount >= 1023.95 && unit < UNITS.length - 1) {
            amount /= 1024;
            unit++;
        }
        return tenths(amount) + " " + UNITS[Math.max(unit, 0)];
    }

    /** Such as {@code 1,204 files}, {@code 1 file}. */
    public static String count(long count, String one) {
        return thousands(count) + " " + one + (count == 1 ? "" : "s");
    }

    /** Such as {@code 1,204 files, 83.1 MiB}. */
    public static String files(long files, long bytes) {
        return count(files, "file") + ", " + bytes(bytes);
    }

    /** Such as {@code 1.9 s}, {@code 2 min 5 s}, {@code 3 h 20 min}. */
    public static String time(Duration time) {
        long seconds = time.toSeconds();
        if (seconds < 60) {
            return tenths(time.toMillis() / 1000.0) + " s";
        }
        return seconds < 3600
                ? seconds / 60 + " min " + seconds % 60 + " s"
                : seconds / 3600 + " h " + seconds % 3600 / 60 + " min";
    }

    private static String tenths(double amount) {
        long tenths = Math.round(amount * 10);
        return thousands(tenths / 10) + "." + tenths % 10;
    }

    private static String thousands(long count) {
        StringBuilder digits = new StringBuilder(Long.toString(count).toLowerCase(Locale.ROOT));
        for (int i = digits.length() - 3; i > 0; i -= 3) {
            digits.insert(i, ',');
        }
        return digits.toString();
    }
}
