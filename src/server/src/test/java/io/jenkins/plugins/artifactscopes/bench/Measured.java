package io.jenkins.plugins.artifactscopes.bench;

import java.util.Locale;

/**
 * What came out of one row.
 *
 * @param row what was measured
 * @param ours median of our work, in {@code unit}
 * @param peer median of the peer's, in {@code unit}
 * @param unit for people to read
 * @param pairs how many pairs the medians are of
 */
record Measured(Row row, double ours, double peer, String unit, int pairs) {
    double ratio() {
        return ours / peer;
    }

    boolean reached() {
        return ratio() <= row.bar();
    }

    /** For programs: {@code BENCH}, name, ratio, ours, peer, with tabs between. */
    String line() {
        return String.format(Locale.ROOT, "BENCH\t%s\t%.4f\t%.4f\t%.4f", row.title(), ratio(), ours, peer);
    }

    /** For people. */
    String cells() {
        return String.format(
                Locale.ROOT,
                "| %s | %s | %s | %s | %s | %s | **%s** | %s | %d |",
                row.title(),
                row.work(),
                number(ours) + " " + unit,
                row.peer(),
                number(peer) + " " + unit,
                number(row.bar()),
                number(ratio()),
                reached() ? "yes" : "**no**",
                pairs);
    }

    private static String number(double value) {
        return value == Math.rint(value) && value >= 10
                ? String.format(Locale.ROOT, "%,.0f", value)
                : value >= 100
                        ? String.format(Locale.ROOT, "%,.0f", value)
                        : value >= 0.1 ? trimmed(value) : String.format(Locale.ROOT, "%.4f", value);
    }

    private static String trimmed(double value) {
        String text = String.format(Locale.ROOT, "%.3f", value);
        return text.replaceAll("0+$", "").replaceAll("\\.$", "");
    }
}
