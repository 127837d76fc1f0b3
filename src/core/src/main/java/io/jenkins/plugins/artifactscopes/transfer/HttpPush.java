package io.jenkins.plugins.artifactscopes.transfer;

import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.PushReceipt;
import io.jenkins.plugins.artifactscopes.transfer.HttpCalls.Credentials;
import io.jenkins.plugins.artifactscopes.transfer.HttpRefused.Origin;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.util.BitSet;
import java.util.Locale;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.jspecify.annotations.Nullable;

/** One push over HTTP. What breaks is gone on with from what has arrived. */
final class HttpPush {
    private static final int BUFFER = 1 << 16;

    private final ScopeId scope;
    private final PushRequest request;
    private final Cancellation cancellation;
    private final HttpCalls calls;
    private final Backoff backoff;
    private final PushMeter meter;
    private final PushPlan plan;
    private final HttpContents contents;
    private final String attempt;
    private @Nullable Opened opened;
    private @Nullable PushPosition position;
    private boolean sent;

    HttpPush(
            HttpCalls calls,
            ScopeId scope,
            PushRequest request,
            PushPlan plan,
            TransferTools tools,
            Cancellation cancellation,
            Progress progress) {
        this.calls = calls;
        this.scope = scope;
        this.request = request;
        this.plan = plan;
        this.attempt = tools.attempt();
        this.cancellation = cancellation;
        this.backoff = new Backoff(tools, cancellation, calls.retries());
        this.meter = new PushMeter(progress, plan.totals().bytes());
        this.contents = new HttpContents(calls, plan, tools, cancellation, meter);
    }

    PushReceipt run() throws IOException {
        while (true) {
            try {
                return tryOnce();
            } catch (IOException e) {
                position = null;
                if (e instanceof HttpRefused refused && refused.status() == 410 && opened != null) {
                    // The agreement is gone: open it anew, which keeps what has arrived.
                    forget();
                    backoff.failed(new IOException(e));
                } else {
                    giveUpOrWait(e);
                }
            }
        }
    }

    private void forget() {
        opened = null;
        sent = false;
    }

    private void giveUpOrWait(IOException failure) throws IOException {
        try {
            backoff.failed(failure);
        } catch (IOException e) {
            if (e instanceof TransferFailed && !(e instanceof HttpRefused)) {
                abort(e);
            }
            throw e;
        }
    }

    private void abort(IOException cause) {
        Opened open = opened;
        if (open != null) {
            try {
                calls.send(calls.request("DELETE", open.path(""), Credentials.NONE));
            } catch (IOException e) {
                cause.addSuppressed(e);
            }
        }
    }

    private PushReceipt tryOnce() throws IOException {
        Opened open = opened;
        if (open == null) {
            open = open();
            opened = open;
        }
        if (!sent) {
            contents.send(open.path(""), open.known(), position == null ? askPosition(open) : position);
            sent = true;
        }
        return TransferJson.receipt(
                calls.send(calls.request("POST", open.path("/" + TransferApi.COMMIT), Credentials.NONE)));
    }

    private Opened open() throws IOException {
        UrlQuery query = TransferApi.scope(scope)
                .with("destination", request.destination().toString())
                .with("attempt", attempt)
                .with("overwrite", request.overwrite().name().toLowerCase(Locale.ROOT))
                .with(
                        "expireIn",
                        request.expireIn() == null ? "" : request.expireIn().toString())
                .with("branch", request.origin().branchOrEmpty())
                .with("sha", request.origin().shaOrEmpty());
        FlatJson answer =
                calls.send(calls.request("POST", TransferApi.PUSHES + query, Credentials.TOKEN), this::writePlan);
        sent = answer.text("committed").equals("true");
        BitSet wanted = answer.bits("wanted");
        Opened open = new Opened(answer.require("url"), new BitSet());
        position = position(answer);
        return wanted.isEmpty() ? open : new Opened(open.url(), learn(open, wanted));
    }

    private void writePlan(OutputStream out) throws IOException {
        Deflater deflater = new Deflater(Deflater.BEST_SPEED);
        try (InputStream in = Files.newInputStream(plan.spool().file())) {
            DeflaterOutputStream deflated = new DeflaterOutputStream(meter.wire(out), deflater, BUFFER);
            in.transferTo(deflated);
            deflated.finish();
        } finally {
            deflater.end();
        }
    }

    private BitSet learn(Opened open, BitSet wanted) throws IOException {
        return calls.send(
                        calls.request("POST", open.path("/" + TransferApi.DIGESTS), Credentials.NONE),
                        out -> sendDigests(wanted, out))
                .bits("known");
    }

    private void sendDigests(BitSet wanted, OutputStream out) throws IOException {
        try (PlanReader entries = plan.open();
                Workers workers = new Workers()) {
            new DigestSender(plan.source(), workers, cancellation).send(entries, wanted, meter.wire(out));
        }
    }

    private PushPosition askPosition(Opened open) throws IOException {
        FlatJson answer = calls.send(calls.request("GET", open.path(""), Credentials.NONE));
        if (!answer.text("refused_message").isEmpty()) {
            throw new HttpRefused((int) answer.number("refused_status"), answer.text("refused_message"), Origin.SERVER);
        }
        PushPosition now = position(answer);
        if (meter.advancedTo(now)) {
            backoff.progressed();
        }
        return now;
    }

    private static PushPosition position(FlatJson answer) throws IOException {
        return new PushPosition(answer.number("entries"), answer.number("bytes"));
    }

    PushMeter meter() {
        return meter;
    }

    /** What the server gave for this push: the signed address and the entries, by number, that it has. */
    private record Opened(String url, BitSet known) {
        /** The address with something added to its path. */
        String path(String below) {
            int query = url.indexOf('?');
            return url.substring(0, query) + below + url.substring(query);
        }
    }
}
