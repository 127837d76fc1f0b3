package io.jenkins.plugins.artifactscopes.catalog;

import java.util.Locale;

/** Amounts as messages have them: {@code 1.2 GiB}, {@code 1,204 files}. */
final class Amounts {
    private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};

    private Amounts() {}

    static String bytes(long bytes) {
        double amount = bytes;
        int unit = 0;
        // What would be written as 1024.0 is written as 1.0 of the next unit.
        while (amount >= 1023.95 && unit < UNITS.length - 1) {
            amount /= 1024;
            unit++;
        }
        return unit == 0 ? bytes + " B" : String.format(Locale.ROOT, "%.1f %s", amount, UNITS[unit]);
    }

    static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    static String files(long count) {
        return count == 1 ? "1 file" : count(count) + " files";
    }
}
