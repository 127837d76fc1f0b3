package io.jenkins.plugins.artifactscopes.http;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the page of another site from changing anything in the name of who looks at it. Tokens are in a header that no page can set for
 * us without being asked first, and we never allow it; but a browser that was given a token as the password of HTTP Basic sends it by
 * itself. What browsers say of a request's origin (Fetch Metadata, RFC 6454) tells those apart; other clients say nothing of it.
 */
public final class CrossSite {
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
    private static final Set<String> OURS = Set.of("same-origin", "none");

    private CrossSite() {}

    /** @throws Refusal 403 for a request of another site's page that could change something */
    public static void refuse(HttpServletRequest request) throws Refusal {
        if (!READING.contains(request.getMethod()) && isOther(request)) {
            throw new Refusal(
                    403, "This request comes from a page of another site, and such a one changes nothing here.");
        }
    }

    private static boolean isOther(HttpServletRequest request) {
        @Nullable String site = request.getHeader("Sec-Fetch-Site");
        if (site != null) {
            return !OURS.contains(site.toLowerCase(Locale.ROOT));
        }
        @Nullable String origin = request.getHeader("Origin");
        return origin != null && !authority(origin).equals(request.getHeader("Host"));
    }

    private static String authority(String origin) {
        try {
            @Nullable String authority = new URI(origin).getRawAuthority();
            return authority == null ? "" : authority;
        } catch (URISyntaxException e) {
            // An origin that is none is not ours.
            return "";
        }
    }
}
