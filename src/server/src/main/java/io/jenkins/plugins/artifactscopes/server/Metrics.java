package io.jenkins.plugins.artifactscopes.server;

import io.jenkins.plugins.artifactscopes.store.Removal;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/** Counts what the server does, from its start on. Safe for use by many threads. */
final class Metrics {
    private static final double NANOS = 1e9;

    private final LongAdder pushes = new LongAdder();
    private final LongAdder pulls = new LongAdder();
    private final LongAdder downloads = new LongAdder();
    private final LongAdder received = new LongAdder();
    private final LongAdder sent = new LongAdder();
    private final LongAdder skipped = new LongAdder();
    private final LongAdder errors = new LongAdder();
    /** By the first digit of the status, from 1. */
    private final List<LongAdder> requests =
            Stream.generate(LongAdder::new).limit(5).toList();

    private final LongAdder sweeps = new LongAdder();
    private final LongAdder sweepNanos = new LongAdder();
    private final LongAdder sweptFiles = new LongAdder();
    private final LongAdder sweptBytes = new LongAdder();
    private volatile long lastSweepNanos;

    void pushed() {
        pushes.increment();
    }

    void pulled() {
        pulls.increment();
    }

    void downloaded() {
        downloads.increment();
    }

    void received(long bytes) {
        received.add(bytes);
    }

    void sent(long bytes) {
        sent.add(bytes);
    }

    void skipped(long bytes) {
        skipped.add(bytes);
    }

    void failed() {
        errors.increment();
    }

    /** An answer went out with this status. */
    void answered(int status) {
        requests.get(Math.max(0, Math.min(4, status / 100 - 1))).increment();
    }

    void swept(Removal removal) {
        sweptFiles.add(removal.files());
        sweptBytes.add(removal.freedBytes());
    }

    void sweepTook(long nanos) {
        sweeps.increment();
        sweepNanos.add(nanos);
        lastSweepNanos = nanos;
    }

    void write(PrometheusText text) {
        text.counter("artifact_scopes_pushes_total", "Pushes that were committed.", pushes.sum());
        text.counter("artifact_scopes_pulls_total", "Pulls that were answered.", pulls.sum());
        text.counter("artifact_scopes_downloads_total", "Files and ZIPs that were downloaded.", downloads.sum());
        text.counter("artifact_scopes_received_bytes_total", "Bytes of request bodies.", received.sum());
        text.counter("artifact_scopes_sent_bytes_total", "Bytes of answers' bodies.", sent.sum());
        text.counter(
                "artifact_scopes_skipped_bytes_total",
                "Bytes of content that pushes need not send, because the store had them.",
                skipped.sum());
        text.counter("artifact_scopes_errors_total", "Answers with status 5xx, and failed sweeps.", errors.sum());
        text.family("artifact_scopes_requests_total", "counter", "Answers by the class of their status.");
        for (int i = 0; i < requests.size(); i++) {
            text.sample(
                    "artifact_scopes_requests_total",
                    "code",
                    i + 1 + "xx",
                    requests.get(i).sum());
        }
        text.family("artifact_scopes_sweep_seconds", "summary", "How long sweeps took.");
        text.sample("artifact_scopes_sweep_seconds_sum", sweepNanos.sum() / NANOS);
        text.sample("artifact_scopes_sweep_seconds_count", sweeps.sum());
        text.gauge("artifact_scopes_last_sweep_seconds", "How long the last sweep took.", lastSweepNanos / NANOS);
        text.counter("artifact_scopes_swept_files_total", "Files that sweeps deleted.", sweptFiles.sum());
        text.counter("artifact_scopes_swept_bytes_total", "Bytes of space that sweeps freed.", sweptBytes.sum());
    }
}
