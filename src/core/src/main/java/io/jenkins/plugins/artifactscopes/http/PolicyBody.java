package io.jenkins.plugins.artifactscopes.http;

import io.jenkins.plugins.artifactscopes.retention.RetentionPolicy;
import io.jenkins.plugins.artifactscopes.retention.RetentionPolicyJson;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** A policy in the body of a request. */
public final class PolicyBody {
    /** Bytes. */
    public static final int MAX = 1 << 20;

    private PolicyBody() {}

    /** @throws Refusal as {@link #text} and {@link #parse} do */
    public static RetentionPolicy read(HttpServletRequest request) throws IOException, Refusal {
        return parse(text(request));
    }

    /**
     * All of the body. A client that has its connection closed in the middle of what it sends may not see why, so this comes first.
     *
     * @throws Refusal 413 for a body beyond {@link #MAX}
     */
    public static String text(HttpServletRequest request) throws IOException, Refusal {
        byte[] body = request.getInputStream().readNBytes(MAX + 1);
        if (body.length > MAX) {
            throw new Refusal(413, "A policy has at most " + MAX + " bytes.");
        }
        return new String(body, StandardCharsets.UTF_8);
    }

    /** @throws Refusal 422 for what is no policy; the message says where it is wrong */
    public static RetentionPolicy parse(String text) throws Refusal {
        try {
            return RetentionPolicyJson.parse(text);
        } catch (IllegalArgumentException e) {
            throw new Refusal(422, String.valueOf(e.getMessage()));
        }
    }

    /** Reads on to the end of a body of usual size that is refused, or the client may find its connection closed instead of a reason. */
    public static void drain(HttpServletRequest request) throws IOException {
        if (request.getContentLengthLong() <= MAX) {
            request.getInputStream().readNBytes(MAX);
        }
    }

    /** How much of what goes a preview is to list, as {@code per_page} says: from 1 to {@code most}, 100 if that is no such number. */
    public static int limit(HttpServletRequest request, int most) {
        try {
            int asked = Integer.parseInt(String.valueOf(request.getParameter("per_page")));
            return asked < 1 ? 100 : Math.min(asked, most);
        } catch (NumberFormatException e) {
            return 100;
        }
    }
}
