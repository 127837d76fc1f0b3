package io.jenkins.plugins.artifactscopes.store;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How long an artifact is wanted, counted from its push: an age or for ever. */
public final class ExpireIn {
    /** For ever, as far as the administrator's cap allows. */
    public static final ExpireIn NEVER = new ExpireIn(null);

    private static final Pattern AGE = Pattern.compile("(\\d{1,6})([hdwmy])");
    private static final int DIGITS = 999_999;

    /** Far below what an {@link Instant} can have added. */
    private static final Duration LONGEST = Duration.ofDays(365L * DIGITS);

    private static final Map<String, Duration> UNITS = Map.of(
            "h", Duration.ofHours(1),
            "d", Duration.ofDays(1),
            "w", Duration.ofDays(7),
            "m", Duration.ofDays(30),
            "y", Duration.ofDays(365));

    private final @Nullable Duration age;

    private ExpireIn(@Nullable Duration age) {
        this.age = age;
    }

    /** After {@code age}, which is positive and at most 999,999 years. */
    public static ExpireIn after(Duration age) {
        if (age.isNegative() || age.isZero()) {
            throw new IllegalArgumentException("An age is longer than nothing: " + age);
        }
        if (age.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("An age is at most 999999y: " + age + ". Write 'never' instead.");
        }
        return new ExpireIn(age);
    }

    /**
     * Reads {@code never}, an ISO 8601 duration ({@code PT90M}), or a number with {@code h d w m y}: hours, days, weeks, months of 30 days, years of 365 days.
     *
     * @throws IllegalArgumentException for anything else; the message says what is allowed
     */
    public static ExpireIn parse(String text) {
        if (text.equals("never")) {
            return NEVER;
        }
        if (text.startsWith("PT")) {
            return after(parseDuration(text));
        }
        Matcher matcher = AGE.matcher(text);
        if (!matcher.matches() || Integer.parseInt(matcher.group(1)) == 0) {
            throw new IllegalArgumentException("'" + text
                    + "' is no time to expire in. Write 'never', or a number with h, d, w, m (30 days) or y (365 days),"
                    + " such as 2w.");
        }
        Duration unit = UNITS.get(matcher.group(2));
        return new ExpireIn(java.util.Objects.requireNonNull(unit).multipliedBy(Integer.parseInt(matcher.group(1))));
    }

    private static Duration parseDuration(String text) {
        try {
            return Duration.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("'" + text + "' is no ISO 8601 duration such as PT90M.", e);
        }
    }

    /** The age; empty for {@link #NEVER}. */
    public Optional<Duration> age() {
        return Optional.ofNullable(age);
    }

    /** When what was pushed at {@code pushed} expires; empty for never. */
    public Optional<Instant> from(Instant pushed) {
        return age().map(pushed::plus);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ExpireIn that && java.util.Objects.equals(age, that.age);
    }

    @Override
    public int hashCode() {
        return java.util.Objects.hashCode(age);
    }

    /** A text that {@link #parse} reads back to an equal value: short for whole hours, else ISO 8601. */
    @Override
    public String toString() {
        if (age == null) {
            return "never";
        }
        long hours = age.toHours();
        long unit = hours % 24 != 0 ? 1 : hours % 168 != 0 ? 24 : 168;
        if (age.toSeconds() % 3600 != 0 || age.getNano() != 0 || hours / unit > DIGITS) {
            return age.toString();
        }
        return hours / unit + (unit == 1 ? "h" : unit == 24 ? "d" : "w");
    }
}
