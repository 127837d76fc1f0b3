package io.jenkins.plugins.artifactscopes.view;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Tells times as seen from one moment. */
final class Times {
    private static final DateTimeFormatter EXACT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    /** Shorter than this is now. */
    private static final Duration NOW = Duration.ofSeconds(10);

    private final Instant now;

    private final Texts texts;

    Times(Instant now, Texts texts) {
        this.now = now;
        this.texts = texts;
    }

    Instant now() {
        return now;
    }

    /** Such as {@code 2 minutes ago}. */
    TimeText of(Instant time) {
        Duration away = Duration.between(now, time);
        String words = away.abs().compareTo(NOW) < 0
                ? texts.of("time.now")
                : away.isNegative()
                        ? texts.of("time.past", length(away.negated()))
                        : texts.of("time.future", length(away));
        return new TimeText(
                words, EXACT.format(time), time.truncatedTo(ChronoUnit.SECONDS).toString());
    }

    /** The largest unit of which there is one and a half at least, as people would say it. */
    private String length(Duration time) {
        long seconds = time.toSeconds();
        if (seconds < 90) {
            return count(seconds, "second");
        }
        long minutes = Math.round(seconds / 60.0);
        if (minutes < 90) {
            return count(minutes, "minute");
        }
        long hours = Math.round(minutes / 60.0);
        if (hours < 36) {
            return count(hours, "hour");
        }
        long days = Math.round(hours / 24.0);
        if (days < 60) {
            return count(days, "day");
        }
        return days < 550 ? count(Math.round(days / 30.4), "month") : count(Math.round(days / 365.0), "year");
    }

    private String count(long count, String unit) {
        return texts.count(count, unit);
    }
}
