package io.jenkins.plugins.artifactscopes.jenkins.http;

import hudson.model.User;
import io.jenkins.plugins.artifactscopes.http.JobTokens;
import io.jenkins.plugins.artifactscopes.http.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import jenkins.model.Jenkins;
import jenkins.security.ApiTokenProperty;
import jenkins.security.SecurityListener;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.userdetails.UsernameNotFoundException;

/**
 * Who sends a request: whom Jenkins took it for, or who is named by an API token in a way that Jenkins does not look for, as {@code Bearer
 * user:token} or {@code token user:token}, which public clients of GitHub send.
 *
 * @param byToken whether an API token proves it, which no page of another site can send along
 */
record Caller(Authentication authentication, boolean byToken) {
    private static final String[] SCHEMES = {"bearer ", "token "};

    /** What Jenkins sets on requests with an API token as the password of HTTP Basic. */
    private static final String BY_API_TOKEN = "jenkins.security.BasicHeaderApiTokenAuthenticator";

    /** @throws Refusal 401 for an API token that is none */
    static Caller of(HttpServletRequest request) throws Refusal {
        String credentials = credentials(request);
        if (credentials != null) {
            return new Caller(authenticate(credentials), true);
        }
        boolean token = Boolean.TRUE.equals(request.getAttribute(BY_API_TOKEN));
        return new Caller(Jenkins.getAuthentication2(), token);
    }

    /** Whether it shows a valid API token, in any way. */
    static boolean isByToken(HttpServletRequest request) {
        try {
            return of(request).byToken();
        } catch (Refusal e) {
            // It is told so when it is served.
            return false;
        }
    }

    /** The token that a job sends, good or not. */
    static Optional<String> jobToken(HttpServletRequest request) {
        return Optional.ofNullable(credentials(request)).filter(JobTokens::isMeant);
    }

    private static @Nullable String credentials(HttpServletRequest request) {
        String header = Optional.ofNullable(request.getHeader("Authorization")).orElse("");
        for (String scheme : SCHEMES) {
            if (header.regionMatches(true, 0, scheme, 0, scheme.length())) {
                return header.substring(scheme.length()).strip();
            }
        }
        return null;
    }

    private static Authentication authenticate(String credentials) throws Refusal {
        int colon = credentials.indexOf(':');
        if (colon < 1) {
            throw new Refusal(
                    401,
                    "The credentials are no API token of a user. Send 'Authorization: Bearer USER:TOKEN'; a token is made"
                            + " on the user's security page in Jenkins.");
        }
        String name = credentials.substring(0, colon);
        User user = User.getById(name, false);
        ApiTokenProperty tokens = user == null ? null : user.getProperty(ApiTokenProperty.class);
        if (tokens == null || !tokens.matchesPassword(credentials.substring(colon + 1))) {
            SecurityListener.fireFailedToAuthenticate(name);
            throw new Refusal(401, "This is no API token of that user. Make a new one on the user's security page.");
        }
        try {
            return user.impersonate2();
        } catch (UsernameNotFoundException e) {
            throw new Refusal(401, "The user of this API token may not log in any more.");
        }
    }

    boolean isAnonymous() {
        return authentication instanceof AnonymousAuthenticationToken;
    }
}
