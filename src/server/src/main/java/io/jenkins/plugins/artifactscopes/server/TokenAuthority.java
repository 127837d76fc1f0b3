package io.jenkins.plugins.artifactscopes.server;

import io.jenkins.plugins.artifactscopes.http.Access;
import io.jenkins.plugins.artifactscopes.http.Authority;
import io.jenkins.plugins.artifactscopes.http.Refusal;
import io.jenkins.plugins.artifactscopes.scope.Holder;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lets in who has the admin token, which reaches everything, or a token of ours, which reaches what it claims. */
final class TokenAuthority implements Authority {
    /** GitHub's own word for it. */
    private static final String TOKEN = "token ";

    private static final String BEARER = "bearer ";
    private static final String BASIC = "basic ";

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
        String header = Optional.ofNullable(request.getHeader("Authorization")).orElse("");
        for (String scheme : new String[] {BEARER, TOKEN}) {
            if (header.regionMatches(true, 0, scheme, 0, scheme.length())) {
                return header.substring(scheme.length()).strip();
            }
        }
        if (header.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
            return password(header.substring(BASIC.length()).strip());
        }
        throw new Refusal(
                401, "A token is needed, as 'Authorization: Bearer TOKEN'. Mint one with 'artifact-server token'.");
    }

    /** Whatever the user's name: the token is the password. */
    private static String password(String credentials) throws Refusal {
        try {
            String text = new String(Base64.getDecoder().decode(credentials), StandardCharsets.UTF_8);
            return text.substring(text.indexOf(':') + 1);
        } catch (IllegalArgumentException e) {
            throw new Refusal(401, "The credentials are not those of HTTP Basic. Send a token as the password.");
        }
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
        public boolean mayReadAll(String project, @Nullable String workflow) {
            return true;
        }

        @Override
        public boolean mayAdminister() {
            return true;
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
