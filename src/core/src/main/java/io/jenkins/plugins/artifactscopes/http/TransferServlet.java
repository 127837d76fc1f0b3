package io.jenkins.plugins.artifactscopes.http;

import io.jenkins.plugins.artifactscopes.retention.RetentionAudit;
import io.jenkins.plugins.artifactscopes.store.ScopeStore;
import io.jenkins.plugins.artifactscopes.store.StoreListener;
import io.jenkins.plugins.artifactscopes.transfer.PushDesk;
import io.jenkins.plugins.artifactscopes.transfer.TransferApi;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;

/** Serves {@link TransferApi} at the path that it is mapped to. */
public final class TransferServlet extends HttpServlet {
    private static final long serialVersionUID = 1;
    private static final long DRAIN_BYTES = 1L << 30;
    private static final Duration DRAIN_TIME = Duration.ofSeconds(3);

    private final transient Authority authority;
    private final transient PushRequests pushes;
    private final transient ScopeRequests scopes;
    private final transient Answers answers;
    private final transient Clock clock;

    /**
     * @param validity how long after its opening a push can be gone on with
     * @param documentation the address that errors point to
     */
    public TransferServlet(
            ScopeStore store,
            StoreListener listener,
            PushDesk desk,
            Authority authority,
            Signer signer,
            Clock clock,
            Duration validity,
            String documentation) {
        this(store, listener, RetentionAudit.NONE, desk, authority, signer, clock, validity, documentation);
    }

    /**
     * @param audit hears of what clients delete
     * @param validity how long after its opening a push can be gone on with
     * @param documentation the address that errors point to
     */
    public TransferServlet(
            ScopeStore store,
            StoreListener listener,
            RetentionAudit audit,
            PushDesk desk,
            Authority authority,
            Signer signer,
            Clock clock,
            Duration validity,
            String documentation) {
        this.authority = authority;
        this.answers = new Answers(documentation);
        this.pushes = new PushRequests(desk, authority, signer, clock, validity, answers);
        this.scopes = new ScopeRequests(store, listener, audit, clock, answers);
        this.clock = clock;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        ClientInput body = new ClientInput(request.getInputStream());
        try {
            route(request, body, response);
        } catch (ClientGone e) {
            throw e;
        } catch (IOException | RuntimeException | Refusal e) {
            refuse(request, body, response, e);
        }
    }

    /**
     * Whether the request goes on with a push at an address that was signed for that push: for hosts that keep requests of strangers away.
     * It is looked at again when it is served.
     */
    public boolean isSigned(HttpServletRequest request) {
        String path = path(request);
        if (!path.startsWith(TransferApi.PUSHES + "/")) {
            return false;
        }
        try {
            return pushes.isSigned(new Parameters(request), id(path));
        } catch (Refusal | IllegalArgumentException e) {
            // Whatever is wrong with it, it is not signed.
            return false;
        }
    }

    private static String path(HttpServletRequest request) {
        return request.getPathInfo() == null || request.getPathInfo().isEmpty()
                ? ""
                : request.getPathInfo().substring(1);
    }

    private static String id(String path) {
        return path.split("/", -1)[1];
    }

    private void route(HttpServletRequest request, ClientInput body, HttpServletResponse response)
            throws IOException, Refusal {
        CrossSite.refuse(request);
        String path = path(request);
        if (path.startsWith(TransferApi.PUSHES + "/")) {
            push(path.substring(TransferApi.PUSHES.length() + 1), request, body, response);
            return;
        }
        Access access = authority.of(request);
        switch (request.getMethod() + " " + path) {
            case "POST " + TransferApi.PUSHES -> pushes.open(request, access, body, response);
            case "GET " + TransferApi.TREE -> scopes.pull(request, access, response);
            case "GET " + TransferApi.ENTRIES -> scopes.list(request, access, response);
            case "DELETE " + TransferApi.ENTRIES -> scopes.yank(request, access, response);
            default -> throw unknown(request);
        }
    }

    private void push(String path, HttpServletRequest request, ClientInput body, HttpServletResponse response)
            throws IOException, Refusal {
        int slash = path.indexOf('/');
        String id = slash < 0 ? path : path.substring(0, slash);
        pushes.requireSigned(request, id);
        switch (request.getMethod() + (slash < 0 ? "" : " " + path.substring(slash + 1))) {
            case "POST " + TransferApi.DIGESTS -> pushes.digests(id, body, response);
            case "POST " + TransferApi.COMMIT -> pushes.commit(request, id, response);
            case "PUT" -> pushes.content(request, id, body, response);
            case "GET" -> pushes.position(id, response);
            case "DELETE" -> pushes.abort(id, response);
            default -> throw unknown(request);
        }
    }

    private static Refusal unknown(HttpServletRequest request) {
        return new Refusal(404, "There is no " + request.getMethod() + " at this address.");
    }

    private void refuse(HttpServletRequest request, ClientInput body, HttpServletResponse response, Exception failure)
            throws IOException {
        boolean slow = !response.isCommitted() && hasBody(request) && !body.drain(DRAIN_BYTES, clock, DRAIN_TIME);
        answers.to(request).refuse(response, failure, slow);
    }

    private static boolean hasBody(HttpServletRequest request) {
        return request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null;
    }
}
