package io.jenkins.plugins.artifactscopes.view;

import io.jenkins.plugins.artifactscopes.catalog.UsagePoint;
import io.jenkins.plugins.artifactscopes.scope.Scope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;

/**
 * How much was kept when, as a chart, and as a table that says the same.
 *
 * @param subject whose space it is, such as {@code the project}
 * @param rows the newest first
 */
public record UsageTrend(String subject, List<Row> rows) {
    /** Lines of the table, and steps of the chart, at the most. */
    private static final int MOST = 60;

    public UsageTrend {
        rows = List.copyOf(rows);
    }

    /**
     * A moment.
     *
     * @param second since 1970, for a chart, as the bytes
     */
    public record Row(
            TimeText time,
            String project,
            String workflow,
            String job,
            String total,
            long second,
            long projectBytes,
            long workflowBytes,
            long jobBytes) {}

    /**
     * Tells a history. Of a long one it picks moments, the newest among them.
     *
     * @param points the oldest first
     * @param usage what the scopes of a kind take now
     */
    public static UsageTrend of(
            String subject, List<UsagePoint> points, ToLongFunction<Scope> usage, Instant now, Texts texts) {
        List<UsagePoint> all = new ArrayList<>(points);
        all.add(new UsagePoint(
                now,
                usage.applyAsLong(Scope.JOB),
                usage.applyAsLong(Scope.WORKFLOW),
                usage.applyAsLong(Scope.PROJECT)));
        int shown = Math.min(MOST, all.size());
        Times times = new Times(now, texts);
        List<Row> rows = new ArrayList<>(IntStream.range(0, shown)
                .mapToObj(i ->
                        row(times, texts, all.get(shown == 1 ? 0 : (int) ((long) i * (all.size() - 1) / (shown - 1)))))
                .toList());
        Collections.reverse(rows);
        return new UsageTrend(subject, rows);
    }

    private static Row row(Times times, Texts texts, UsagePoint point) {
        return new Row(
                times.of(point.at()),
                texts.bytes(point.project()),
                texts.bytes(point.workflow()),
                texts.bytes(point.job()),
                texts.bytes(point.bytes()),
                point.at().getEpochSecond(),
                point.project(),
                point.workflow(),
                point.job());
    }

    /** Whether there is more than the present to tell. */
    public boolean told() {
        return rows.size() > 1;
    }
}
