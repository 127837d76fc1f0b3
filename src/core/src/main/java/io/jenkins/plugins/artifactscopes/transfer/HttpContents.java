package io.jenkins.plugins.artifactscopes.transfer;

import io.jenkins.plugins.artifactscopes.transfer.HttpCalls.Credentials;
import java.io.IOException;
import java.time.Duration;
import java.util.BitSet;

/** Sends the contents of one push over HTTP, as often as it takes. */
final class HttpContents {
    /** Bytes in a second, at least, that a server reads of what has arrived before it takes more. */
    private static final long READ_AGAIN = 64L << 20;

    private final HttpCalls calls;
    private final PushPlan plan;
    private final TransferTools tools;
    private final Cancellation cancellation;
    private final PushMeter meter;
    private final ArrivedPart arrived;

    HttpContents(HttpCalls calls, PushPlan plan, TransferTools tools, Cancellation cancellation, PushMeter meter) {
        this.calls = calls;
        this.plan = plan;
        this.tools = tools;
        this.cancellation = cancellation;
        this.meter = meter;
        this.arrived = new ArrivedPart(cancellation, meter::sent);
    }

    /**
     * Sends what has not arrived.
     *
     * @param url of the push, with a query
     * @param known the entries, by number, whose content the server has
     */
    void send(String url, BitSet known, PushPosition from) throws IOException {
        try (Workers workers = new Workers()) {
            PushSender sender = new PushSender(plan.source(), known, workers, cancellation, meter::sent, arrived);
            // Not within the request: a server breaks one off of which nothing comes for a while.
            try (PlanReader entries = plan.open()) {
                sender.prepare(entries, from);
            }
            AdaptiveCompression compression =
                    calls.isLocal() ? AdaptiveCompression.never() : AdaptiveCompression.measured(tools.nanoTime());
            calls.send(
                    calls.request("PUT", at(url, from), Credentials.NONE),
                    out -> {
                        try (PlanReader entries = plan.open();
                                BlockWriter blocks = new BlockWriter(meter.wire(out), compression)) {
                            sender.send(entries, from, blocks);
                        }
                    },
                    Duration.ofSeconds(from.bytes() / READ_AGAIN));
        }
    }

    private static String at(String url, PushPosition from) {
        UrlQuery where = new UrlQuery()
                .with("entries", Long.toString(from.entries()))
                .with("bytes", Long.toString(from.bytes()));
        return url + "&" + where.toString().substring(1);
    }
}
