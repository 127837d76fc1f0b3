package io.jenkins.plugins.artifactscopes.http;

import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.Origin;
import io.jenkins.plugins.artifactscopes.transfer.FlatJson;
import io.jenkins.plugins.artifactscopes.transfer.PushBusy;
import io.jenkins.plugins.artifactscopes.transfer.PushDesk;
import io.jenkins.plugins.artifactscopes.transfer.PushPosition;
import io.jenkins.plugins.artifactscopes.transfer.PushTerms;
import io.jenkins.plugins.artifactscopes.transfer.TransferApi;
import io.jenkins.plugins.artifactscopes.transfer.TransferJson;
import io.jenkins.plugins.artifactscopes.transfer.UrlQuery;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/** The requests of a push. The first one needs credentials; it is answered with a signed address that the others need. */
final class PushRequests {
    private static final String KIND = "push";
    private static final String BOUND = "bound";
    private static final int BUFFER = 1 << 16;

    private final PushDesk desk;
    private final Authority authority;
    private final Signer signer;
    private final Clock clock;
    private final Duration validity;
    private final Answers answers;

    PushRequests(PushDesk desk, Authority authority, Signer signer, Clock clock, Duration validity, Answers answers) {
        this.desk = desk;
        this.authority = authority;
        this.signer = signer;
        this.clock = clock;
        this.validity = validity;
        this.answers = answers;
    }

    void open(HttpServletRequest request, Access access, ClientInput body, HttpServletResponse response)
            throws IOException, Refusal {
        PushTerms terms = access.push().isPresent() ? access.push().get() : terms(new Parameters(request), access);
        ScopeId scope = terms.scope();
        access.pushing(scope);
        Inflater inflater = new Inflater();
        try {
            // Not closed: what is left of the body is still to be read when the plan is refused.
            InputStream plan = new InflaterInputStream(body, inflater, BUFFER);
            PushDesk.Opened opened = desk.open(terms, plan);
            answers.json(response, 200, TransferJson.opened(opened, signedUrl(scope, opened.id(), access.bound())));
        } finally {
            inflater.end();
        }
    }

    private static PushTerms terms(Parameters parameters, Access access) throws Refusal {
        ScopeId scope = parameters.scope();
        if (!access.mayWrite(scope)) {
            throw new Refusal(
                    403, access.writeRefusal(scope).orElse("These credentials do not let you push to " + scope + "."));
        }
        if (parameters.text("destination").isEmpty()) {
            throw new Refusal(400, "A push needs a name in the scope: give a destination such as dist.");
        }
        return new PushTerms(
                scope,
                access.holder(),
                access.name(),
                parameters.path("destination"),
                parameters.overwrite(),
                parameters.expireIn(),
                parameters.require("attempt"),
                Origin.of(parameters.text("branch"), parameters.text("sha")));
    }

    private String signedUrl(ScopeId scope, String id, String bound) {
        Instant expires = Instant.ofEpochSecond(clock.instant().plus(validity).getEpochSecond());
        return TransferApi.PUSHES + "/" + id
                + new UrlQuery()
                        .with("scope", scope.scope().word())
                        .with("project", scope.project())
                        .with("workflow", scope.workflow().orElse(""))
                        .with("job", scope.job().orElse(""))
                        .with("until", Long.toString(expires.getEpochSecond()))
                        .with(BOUND, bound)
                        .with("signature", signer.sign(kind(bound), id, scope, expires));
    }

    /** Whatever it is bound to is part of what is signed, so that nobody takes that away. */
    private static String kind(String bound) {
        return bound.isEmpty() ? KIND : KIND + " bound to " + bound;
    }

    /** @throws Refusal 401 without a signature, 403 with one that is not for this push or is bound to what is over, 410 late */
    void requireSigned(HttpServletRequest request, String id) throws Refusal {
        Parameters parameters = new Parameters(request);
        if (parameters.text("signature").isEmpty()) {
            throw new Refusal(401, "A push is gone on with at the signed address that opening it was answered with.");
        }
        Instant until = Instant.ofEpochSecond(seconds(parameters));
        if (!isSigned(parameters, id)) {
            throw new Refusal(403, "This address is not signed for this push to " + parameters.scope() + ".");
        }
        if (clock.instant().isAfter(until)) {
            throw new Refusal(
                    410, "This address was valid until " + until + ". Open the push again; what has arrived is kept.");
        }
        if (!parameters.text(BOUND).isEmpty()) {
            authority.requireLive(parameters.text(BOUND));
        }
    }

    /** Whether the address was signed for this push, be it that its time is over. */
    boolean isSigned(Parameters parameters, String id) throws Refusal {
        Instant until = Instant.ofEpochSecond(seconds(parameters));
        return signer.isSigned(
                parameters.text("signature"), kind(parameters.text(BOUND)), id, parameters.scope(), until);
    }

    private static long seconds(Parameters parameters) throws Refusal {
        long seconds = parameters.number("until", 0);
        if (seconds < 0 || seconds > Instant.MAX.getEpochSecond()) {
            throw new Refusal(400, "The parameter 'until' is out of bounds.");
        }
        return seconds;
    }

    void digests(String id, ClientInput body, HttpServletResponse response) throws IOException {
        answers.json(response, 200, TransferJson.known(desk.digests(id, body)));
    }

    void content(HttpServletRequest request, String id, ClientInput body, HttpServletResponse response)
            throws IOException, Refusal {
        Parameters parameters = new Parameters(request);
        PushPosition from = new PushPosition(parameters.number("entries", 0), parameters.number("bytes", 0));
        try {
            desk.content(id, from, body);
        } catch (ClientGone | PushBusy e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            Refusal refusal = Answers.refusal(e);
            if (refusal.status() != 410) {
                desk.refused(id, answers.error(refusal));
            }
            throw refusal;
        }
        response.setStatus(204);
    }

    void position(String id, HttpServletResponse response) throws IOException {
        PushPosition position = desk.position(id);
        byte[] refusal = desk.refusal(id);
        Map<String, String> reason = refusal.length == 0
                ? Map.of()
                : FlatJson.read(new ByteArrayInputStream(refusal)).fields();
        answers.json(response, 200, TransferJson.position(position, reason));
    }

    void commit(HttpServletRequest request, String id, HttpServletResponse response) throws IOException {
        answers.json(response, 200, TransferJson.receipt(desk.commit(id, () -> authority.requireWanted(request))));
    }

    void abort(String id, HttpServletResponse response) throws IOException {
        desk.abort(id);
        response.setStatus(204);
    }
}
