package io.jenkins.plugins.artifactscopes.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.artifactscopes.catalog.UsagePoint;
import io.jenkins.plugins.artifactscopes.scope.Scope;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.Test;

public class UsageTrendTest {
    private static final Instant NOW = Instant.parse("2026-11-21T03:00:00Z");

    @Test
    public void shouldTellTheNewestFirstWithThePresentOnTop() {
        List<UsagePoint> points = List.of(
                new UsagePoint(NOW.minusSeconds(7200), 0, 1024, 0), new UsagePoint(NOW.minusSeconds(3600), 1, 2, 3));
        UsageTrend trend = UsageTrend.of(
                "the project", points, kind -> kind == Scope.JOB ? 2048 : 0, NOW, Texts.of(Locale.ENGLISH));
        assertThat(trend.told()).isTrue();
        assertThat(trend.rows()).extracting(UsageTrend.Row::total).containsExactly("2.0 KiB", "6 B", "1.0 KiB");
        assertThat(trend.rows())
                .extracting(row -> row.time().words())
                .containsExactly("just now", "60 minutes ago", "2 hours ago");
        assertThat(trend.rows().get(0).jobBytes()).isEqualTo(2048);
        assertThat(trend.rows().get(1).projectBytes()).isEqualTo(3);
    }

    @Test
    public void shouldPickMomentsOfALongHistoryTheFirstAndThePresentAmongThem() {
        List<UsagePoint> points = IntStream.range(0, 400)
                .mapToObj(i -> new UsagePoint(NOW.minusSeconds(3600L * (400 - i)), 0, i, 0))
                .toList();
        UsageTrend trend = UsageTrend.of(
                "the project", points, kind -> kind == Scope.WORKFLOW ? 400 : 0, NOW, Texts.of(Locale.ENGLISH));
        assertThat(trend.rows()).hasSize(60);
        assertThat(trend.rows().get(0).workflowBytes()).isEqualTo(400);
        assertThat(trend.rows().get(59).workflowBytes()).isZero();
        assertThat(trend.rows()).extracting(UsageTrend.Row::second).doesNotHaveDuplicates();
    }

    @Test
    public void shouldTellNothingWhereThereIsOnlyThePresent() {
        UsageTrend trend = UsageTrend.of("the project", List.of(), kind -> 5, NOW, Texts.of(Locale.ENGLISH));
        assertThat(trend.told()).isFalse();
    }
}
