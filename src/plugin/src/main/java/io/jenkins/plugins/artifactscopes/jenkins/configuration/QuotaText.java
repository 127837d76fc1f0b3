package io.jenkins.plugins.artifactscopes.jenkins.configuration;

import io.jenkins.plugins.artifactscopes.catalog.Quota;
import io.jenkins.plugins.artifactscopes.jenkins.Messages;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Quotas as people write them. */
final class QuotaText {
    private static final Pattern SIZE =
            Pattern.compile("(\\d{1,12}(?:\\.\\d{1,3})?)\\s*([KMGT]i?B|B|)", Pattern.CASE_INSENSITIVE);
    private static final List<String> UNITS = List.of("", "K", "M", "G", "T");
    private static final BigDecimal STEP = BigDecimal.valueOf(1024);
    private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE);

    private QuotaText() {}

    /**
     * @param size {@code 20 GiB}; a unit is 1024 of the next smaller one, whether its i is written or not; empty for no limit
     * @param files a whole number; empty for no limit
     * @throws IllegalArgumentException for anything else; the message says what is allowed
     */
    static Quota parse(String size, String files) {
        return new Quota(bytes(size), files(files));
    }

    private static long bytes(String text) {
        if (text.isEmpty()) {
            return Quota.UNLIMITED.bytes();
        }
        Matcher matcher = SIZE.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(Messages.QuotaText_size(text));
        }
        String unit = matcher.group(2).toUpperCase(Locale.ROOT);
        int power = Math.max(0, UNITS.indexOf(unit.isEmpty() || unit.equals("B") ? "" : unit.substring(0, 1)));
        return new BigDecimal(matcher.group(1))
                .multiply(STEP.pow(power))
                .min(MOST)
                .longValue();
    }

    private static long files(String text) {
        if (text.isEmpty()) {
            return Quota.UNLIMITED.files();
        }
        if (!text.matches("\\d{1,18}")) {
            throw new IllegalArgumentException(Messages.QuotaText_files(text));
        }
        return Long.parseLong(text);
    }
}
