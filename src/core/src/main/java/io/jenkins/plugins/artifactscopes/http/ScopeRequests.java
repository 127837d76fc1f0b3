package io.jenkins.plugins.artifactscopes.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.retention.RetentionAudit;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.ArtifactNotFound;
import io.jenkins.plugins.artifactscopes.store.Entry;
import io.jenkins.plugins.artifactscopes.store.Removal;
import io.jenkins.plugins.artifactscopes.store.ScopeStore;
import io.jenkins.plugins.artifactscopes.store.ScopeTree;
import io.jenkins.plugins.artifactscopes.store.StoreListener;
import io.jenkins.plugins.artifactscopes.transfer.PullPosition;
import io.jenkins.plugins.artifactscopes.transfer.PullSender;
import io.jenkins.plugins.artifactscopes.transfer.TransferJson;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.time.InstantSource;
import java.util.Iterator;

/** The requests that read a scope or delete from it. */
final class ScopeRequests {
    private static final JsonFactory JSON = new JsonFactory();

    private final ScopeStore store;
    private final StoreListener listener;
    private final RetentionAudit audit;
    private final InstantSource clock;
    private final Answers answers;

    ScopeRequests(
            ScopeStore store, StoreListener listener, RetentionAudit audit, InstantSource clock, Answers answers) {
        this.store = store;
        this.listener = listener;
        this.audit = audit;
        this.clock = clock;
        this.answers = answers;
    }

    void pull(HttpServletRequest request, Access access, HttpServletResponse response) throws IOException, Refusal {
        Parameters parameters = new Parameters(request);
        ScopeId scope = readable(parameters, access);
        ArtifactPath path = parameters.path("path");
        PullPosition from = new PullPosition(
                parameters.number("version", -1), parameters.number("files", 0), parameters.number("bytes", 0));
        try (ScopeTree tree = open(scope, path, access)) {
            PullSender sender = new PullSender(scope, tree, path, parameters.filter());
            sender.requireSomething();
            response.setContentType("application/octet-stream");
            // What is larger goes out in pieces of this size.
            response.setBufferSize(PullSender.PIECE);
            boolean sameMachine = InetAddress.getByName(request.getRemoteAddr()).isLoopbackAddress();
            sender.send(from, new LiveOutput(response.getOutputStream(), access, clock), sameMachine);
        }
    }

    void list(HttpServletRequest request, Access access, HttpServletResponse response) throws IOException, Refusal {
        Parameters parameters = new Parameters(request);
        ScopeId scope = readable(parameters, access);
        ArtifactPath path = parameters.path("path");
        try (ScopeTree tree = open(scope, path, access)) {
            Iterator<Entry> entries = tree.entries();
            if (!entries.hasNext() && !path.isRoot()) {
                throw new ArtifactNotFound(
                        scope + " has no " + path + ". See what there is by listing the whole scope.");
            }
            response.setContentType("application/json; charset=utf-8");
            try (JsonGenerator json = JSON.createGenerator(response.getOutputStream())) {
                json.writeStartArray();
                while (entries.hasNext()) {
                    Entry entry = entries.next();
                    TransferJson.entry(
                            json, entry, listener.expires(scope, entry).orElse(null));
                }
                json.writeEndArray();
            }
        }
    }

    private static ScopeId readable(Parameters parameters, Access access) throws Refusal {
        ScopeId scope = parameters.scope();
        if (!access.mayRead(scope) && access.mayKnow(scope)) {
            throw new Refusal(403, "These credentials do not let you read " + scope + ".");
        }
        return scope;
    }

    private ScopeTree open(ScopeId scope, ArtifactPath path, Access access) throws IOException {
        return access.mayKnow(scope) ? store.open(scope, path) : new NothingThere();
    }

    void yank(HttpServletRequest request, Access access, HttpServletResponse response) throws IOException, Refusal {
        Parameters parameters = new Parameters(request);
        ScopeId scope = parameters.scope();
        boolean known = access.mayKnow(scope);
        if (!access.mayDelete(known ? scope : ScopeId.project(scope.project()))) {
            throw new Refusal(
                    403,
                    access.writeRefusal(scope).orElse("These credentials do not let you delete from " + scope + "."));
        }
        // Everything at once has to be meant: it is written out, not left out.
        ArtifactPath path = ArtifactPath.parse(parameters.require("path"));
        if (!known) {
            throw ArtifactNotFound.of(scope, path);
        }
        Removal removal = store.delete(scope, path);
        audit.deletedBy(access.name(), scope, path, removal);
        answers.json(response, 200, TransferJson.removal(removal));
    }
}
