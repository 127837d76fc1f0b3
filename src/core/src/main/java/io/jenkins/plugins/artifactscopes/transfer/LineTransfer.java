package io.jenkins.plugins.artifactscopes.transfer;

import io.jenkins.plugins.artifactscopes.store.PushReceipt;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.util.BitSet;

/**
 * Transfers over a {@link TransferLine}. When the line breaks the transfer fails: both sides learn of it, and the store's side forgets what
 * was not committed.
 */
public final class LineTransfer {
    private final TransferLine line;
    private final TransferTools tools;

    public LineTransfer(TransferLine line, TransferTools tools) {
        this.line = line;
        this.tools = tools;
    }

    /** Pushes; the terms that the store's side has hold, whatever the request says of destination, overwriting and expiry. */
    public PushReport push(PushRequest request, Progress progress) throws IOException {
        Cancellation cancellation = new Cancellation();
        return Supervisor.run(tools.cancel(), cancellation, () -> push(request, progress, cancellation));
    }

    private PushReport push(PushRequest request, Progress progress, Cancellation cancellation) throws IOException {
        long start = tools.nanoTime().getAsLong();
        try (PushPlan plan = PushPlan.of(request, tools, cancellation)) {
            PushMeter meter = new PushMeter(progress, plan.totals().bytes());
            FlatJson opened = answer(line.open(out -> writePlan(plan.spool(), meter.wire(out))));
            String id = opened.require("id");
            if (!opened.text("committed").equals("true")) {
                sendContents(id, opened, plan, meter, cancellation);
            }
            cancellation.check();
            PushReceipt receipt = TransferJson.receipt(answer(line.commit(id)));
            return new PushReport(receipt, meter.sentBytes(), meter.wireBytes(), tools.since(start));
        }
    }

    private static FlatJson answer(byte[] json) throws IOException {
        return FlatJson.read(new ByteArrayInputStream(json));
    }

    private static void writePlan(PlanSpool plan, OutputStream out) throws IOException {
        try (InputStream in = Files.newInputStream(plan.file())) {
            in.transferTo(out);
        }
    }

    private void sendContents(String id, FlatJson opened, PushPlan plan, PushMeter meter, Cancellation cancellation)
            throws IOException {
        try (Workers workers = new Workers()) {
            BitSet wanted = opened.bits("wanted");
            BitSet known = wanted.isEmpty() ? wanted : learn(id, wanted, plan, workers, cancellation);
            PushPosition from = new PushPosition(opened.number("entries"), opened.number("bytes"));
            AdaptiveCompression compression = AdaptiveCompression.measured(tools.nanoTime());
            line.content(id, from, out -> {
                try (PlanReader entries = plan.open();
                        BlockWriter blocks = new BlockWriter(meter.wire(out), compression)) {
                    ArrivedPart arrived = new ArrivedPart(cancellation, meter::sent);
                    new PushSender(plan.source(), known, workers, cancellation, meter::sent, arrived)
                            .send(entries, from, blocks);
                }
            });
        }
    }

    private BitSet learn(String id, BitSet wanted, PushPlan plan, Workers workers, Cancellation cancellation)
            throws IOException {
        return answer(line.digests(id, out -> {
                    try (PlanReader entries = plan.open()) {
                        new DigestSender(plan.source(), workers, cancellation).send(entries, wanted, out);
                    }
                }))
                .bits("known");
    }

    /** Pulls; what is pulled is what the store's side has been told. */
    public PullReport pull(PullRequest request, Progress progress) throws IOException {
        Cancellation cancellation = new Cancellation();
        return Supervisor.run(tools.cancel(), cancellation, () -> {
            long start = tools.nanoTime().getAsLong();
            try (PullReceiver receiver = new PullReceiver(request, tools, cancellation, progress);
                    InputStream in = line.pull()) {
                receiver.receive(in);
                return receiver.finish(start);
            }
        });
    }
}
