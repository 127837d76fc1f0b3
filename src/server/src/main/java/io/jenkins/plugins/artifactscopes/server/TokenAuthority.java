package io.jenkins.plugins.artifactscopes.server;

import io.jenkins.plugins.artifactscopes.http.Access;
import io.jenkins.plugins.artifactscopes.http.Authority;
import io.jenkins.plugins.artifactscopes.http.Refusal;
import io.jenkins.plugins.artifactscopes.scope.Holder;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Optional;

/** Lets in who has the admin token, which reaches everything, or a token of ours, which reaches what it claims. */
final class TokenAuthority implements Authority {
    private static final String BEARER = "bearer ";

    private final byte[] adminToken;
    private final Tokens tokens;

    TokenAuthority(String adminToken, Tokens tokens) {
        this.adminToken = adminToken.getBytes(StandardCharsets.UTF_8);
        this.tokens = tokens;
    }

    @Override
    public Access of(HttpServletRequest request) throws Refusal {
        String token = token(request);
        if (MessageDigest.isEqual(adminToken, token.getBytes(StandardCharsets.UTF_8))) {
            return new AdminAccess(request);
        }
        try {
            return new ClaimedAccess(tokens.read(token));
        } catch (TokenRefused e) {
            throw new Refusal(401, String.valueOf(e.getMessage()));
        }
    }

    private static String token(HttpServletRequest request) throws Refusal {
        String header = request.getHeader("Authorization");
        if (header == null || !header.toLowerCase(Locale.ROOT).startsWith(BEARER)) {
            throw new Refusal(
                    401, "A token is needed, as 'Authorization: Bearer TOKEN'. Mint one with 'artifact-server token'.");
        }
        return header.substring(BEARER.length()).strip();
    }

    /** What a token's claims name. */
    private record ClaimedAccess(Claims claims) implements Access {
        @Override
        public String name() {
            Holder holder = claims.holder();
            return Optional.ofNullable(holder.job())
                    .or(() -> Optional.ofNullable(holder.workflow()).map(workflow -> "workflow " + workflow))
                    .orElse(holder.project());
        }

        @Override
        public Holder holder() {
            return claims.holder();
        }

        @Override
        public boolean mayRead(ScopeId scope) {
            return claims.holder().reaches(scope);
        }

        @Override
        public boolean mayWrite(ScopeId scope) {
            return !claims.readOnly() && mayRead(scope);
        }
    }

    /** Everything; at work as whatever the request names. */
    private record AdminAccess(HttpServletRequest request) implements Access {
        @Override
        public String name() {
            return "admin";
        }

        @Override
        public Holder holder() {
            Optional<String> workflow = named("workflow");
            return new Holder(
                    named("project").orElse("admin"),
                    workflow.orElse(null),
                    workflow.flatMap(in -> named("job")).orElse(null));
        }

        private Optional<String> named(String parameter) {
            return Optional.ofNullable(request.getParameter(parameter)).filter(name -> !name.isEmpty());
        }

        @Override
        public boolean mayRead(ScopeId scope) {
            return true;
        }

        @Override
        public boolean mayWrite(ScopeId scope) {
            return true;
        }
    }
}
