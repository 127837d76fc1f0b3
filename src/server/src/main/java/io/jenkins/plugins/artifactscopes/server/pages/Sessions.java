package io.jenkins.plugins.artifactscopes.server.pages;

import io.jenkins.plugins.artifactscopes.http.Access;
import io.jenkins.plugins.artifactscopes.http.Authority;
import io.jenkins.plugins.artifactscopes.http.CrossSite;
import io.jenkins.plugins.artifactscopes.http.Refusal;
import io.jenkins.plugins.artifactscopes.http.Signer;
import io.jenkins.plugins.artifactscopes.store.Digest;
import io.jenkins.plugins.artifactscopes.view.HiddenField;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Who looks at pages: whoever has a token, in the header that all requests may have it in, or in the cookie that signing in sets. Nothing
 * is kept here; a session ends with its token or its cookie.
 */
final class Sessions {
    private static final String COOKIE = "artifact-scopes";
    private static final String GUARD = "guard";
    private static final String AUTHORIZATION = "Authorization";
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/=-]{1,8192}");

    private final Authority authority;
    private final Signer signer;

    Sessions(Authority authority, Signer signer) {
        this.authority = authority;
        this.signer = signer;
    }

    /**
     * Somebody who has been let in.
     *
     * @param guard what this visitor's forms have, and nobody else's
     */
    record Session(Access access, HiddenField guard) {}

    /** @throws Refusal 401 without a token or with a bad one */
    Session of(HttpServletRequest request) throws Refusal {
        String header = request.getHeader(AUTHORIZATION);
        String credential = header != null
                ? header
                : cookie(request).map(token -> "Bearer " + token).orElse("");
        if (credential.isEmpty()) {
            throw new Refusal(401, "Sign in first.");
        }
        Access access = authority.of(header != null ? request : new Bearing(request, credential));
        return new Session(access, new HiddenField(GUARD, signer.sign(statement(credential))));
    }

    /** Whether this token lets anybody in; the message of the refusal says why not. */
    void check(HttpServletRequest request, String token) throws Refusal {
        if (!TOKEN.matcher(token).matches()) {
            throw new Refusal(401, "This is no token.");
        }
        authority.of(new Bearing(request, "Bearer " + token));
    }

    /** @throws Refusal 403 unless the form that was sent is one of this visitor's, from a page of this server */
    void requireOwnForm(HttpServletRequest request, Session session) throws Refusal {
        CrossSite.refuse(request);
        String given = Optional.ofNullable(request.getParameter(GUARD)).orElse("");
        String credential = Optional.ofNullable(request.getHeader(AUTHORIZATION))
                .orElseGet(() -> "Bearer " + cookie(request).orElse(""));
        if (!session.guard().name().equals(GUARD) || !signer.isSigned(given, statement(credential))) {
            throw new Refusal(
                    403,
                    "This form is not of your session, or is too old. Go back, load the page again, and repeat it.");
        }
    }

    private static List<String> statement(String credential) {
        byte[] bytes = credential.getBytes(StandardCharsets.UTF_8);
        return List.of("page", Digest.ofContent(bytes, 0, bytes.length).hex());
    }

    private static Optional<String> cookie(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        return Arrays.stream(cookies == null ? new Cookie[0] : cookies)
                .filter(cookie -> cookie.getName().equals(COOKIE))
                .map(Cookie::getValue)
                .filter(value -> TOKEN.matcher(value).matches())
                .findFirst();
    }

    /** Keeps the token in the browser until it is closed, out of reach for scripts and for other sites. */
    static void begin(HttpServletRequest request, HttpServletResponse response, String token) {
        set(request, response, token, "");
    }

    static void end(HttpServletRequest request, HttpServletResponse response) {
        set(request, response, "", "; Max-Age=0");
    }

    private static void set(HttpServletRequest request, HttpServletResponse response, String value, String more) {
        response.addHeader(
                "Set-Cookie",
                COOKIE + "=" + value + "; Path=/; HttpOnly; SameSite=Strict" + (isSecure(request) ? "; Secure" : "")
                        + more);
    }

    /** Whether the browser speaks HTTPS, perhaps to a proxy in front. Who says so and does not only loses the cookie. */
    private static boolean isSecure(HttpServletRequest request) {
        return request.isSecure() || "https".equals(request.getHeader("X-Forwarded-Proto"));
    }

    /** The request as it would be with the token in its header. */
    private static final class Bearing extends HttpServletRequestWrapper {
        private final String credential;

        Bearing(HttpServletRequest request, String credential) {
            super(request);
            this.credential = credential;
        }

        @Override
        public String getHeader(String name) {
            return name.equalsIgnoreCase(AUTHORIZATION) ? credential : super.getHeader(name);
        }
    }
}
