package io.jenkins.plugins.artifactscopes.transfer;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.path.Selector;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.PushReceipt;
import io.jenkins.plugins.artifactscopes.store.Removal;
import io.jenkins.plugins.artifactscopes.transfer.HttpCalls.Credentials;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;

/** A scope behind HTTP, as {@link TransferApi} says. */
public final class HttpAccess implements ScopeAccess {
    private final HttpTarget target;
    private final ScopeId scope;
    private final TransferTools tools;

    public HttpAccess(HttpTarget target, ScopeId scope, TransferTools tools) {
        this.target = target;
        this.scope = scope;
        this.tools = tools;
    }

    @Override
    public PushReport push(PushRequest request, Progress progress) throws IOException {
        Cancellation cancellation = new Cancellation();
        return Supervisor.run(tools.cancel(), cancellation, () -> push(request, progress, cancellation));
    }

    private PushReport push(PushRequest request, Progress progress, Cancellation cancellation) throws IOException {
        long start = tools.nanoTime().getAsLong();
        try (PushPlan plan = PushPlan.of(request, tools, cancellation)) {
            HttpCalls calls = new HttpCalls(target, cancellation);
            HttpPush push = new HttpPush(calls, scope, request, plan, tools, cancellation, progress);
            PushReceipt receipt = push.run();
            return new PushReport(
                    receipt, push.meter().sentBytes(), push.meter().wireBytes(), tools.since(start));
        }
    }

    @Override
    public PullReport pull(PullRequest request, Progress progress) throws IOException {
        Cancellation cancellation = new Cancellation();
        return Supervisor.run(tools.cancel(), cancellation, () -> pull(request, progress, cancellation));
    }

    private PullReport pull(PullRequest request, Progress progress, Cancellation cancellation) throws IOException {
        long start = tools.nanoTime().getAsLong();
        HttpCalls calls = new HttpCalls(target, cancellation);
        Backoff backoff = new Backoff(tools, cancellation, target.retries());
        try (PullReceiver receiver = new PullReceiver(request, tools, cancellation, progress)) {
            while (true) {
                PullPosition before = receiver.position();
                try {
                    receive(calls, request, receiver);
                    return receiver.finish(start);
                } catch (IOException e) {
                    if (receiver.position().version() == before.version()
                            && !receiver.position().equals(before)) {
                        backoff.progressed();
                    }
                    backoff.failed(e);
                }
            }
        }
    }

    private void receive(HttpCalls calls, PullRequest request, PullReceiver receiver) throws IOException {
        HttpURLConnection connection = calls.request("GET", treeUrl(request, receiver.position()), Credentials.TOKEN);
        // A connection for this answer alone is one that a cancellation can cut while a read waits.
        connection.setRequestProperty("Connection", "close");
        try (InputStream in = calls.answerStream(connection)) {
            receiver.receive(in);
        } finally {
            connection.disconnect();
        }
    }

    private String treeUrl(PullRequest request, PullPosition from) {
        UrlQuery query = TransferApi.scope(scope).with("path", request.path().value());
        for (Selector include : request.filter().includes()) {
            query.with("include", include.toString());
        }
        for (Selector exclude : request.filter().excludes()) {
            query.with("exclude", exclude.toString());
        }
        return TransferApi.TREE
                + query.with("version", Long.toString(from.version()))
                        .with("files", Long.toString(from.files()))
                        .with("bytes", Long.toString(from.bytes()));
    }

    @Override
    public Removal yank(ArtifactPath path) throws IOException {
        Cancellation cancellation = new Cancellation();
        HttpCalls calls = new HttpCalls(target, cancellation);
        return Supervisor.run(
                tools.cancel(),
                cancellation,
                () -> TransferJson.removal(calls.send(calls.request("DELETE", entriesUrl(path), Credentials.TOKEN))));
    }

    private String entriesUrl(ArtifactPath path) {
        return TransferApi.ENTRIES + TransferApi.scope(scope).with("path", path.toString());
    }

    @Override
    public void list(ArtifactPath path, Listing listing) throws IOException {
        Cancellation cancellation = new Cancellation();
        HttpCalls calls = new HttpCalls(target, cancellation);
        Supervisor.run(tools.cancel(), cancellation, () -> {
            HttpURLConnection connection = calls.request("GET", entriesUrl(path), Credentials.TOKEN);
            try (InputStream in = calls.answerStream(connection);
                    JsonParser json = FlatJson.parser(in)) {
                ListedJson.read(json, listing);
            }
            return JsonToken.END_ARRAY;
        });
    }
}
