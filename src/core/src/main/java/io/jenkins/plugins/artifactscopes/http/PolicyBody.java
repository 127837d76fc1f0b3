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

    /** @throws Refusal 413 for a body beyond {@link #MAX}, 422 for one that is no policy; the message says where it is wrong */
    public static RetentionPolicy read(HttpServletRequest request) throws IOException, Refusal {
        byte[] body = request.getInputStream().readNBytes(MAX + 1);
        if (body.length > MAX) {
            throw new Refusal(413, "A policy has at most " + MAX + " bytes.");
        }
        try {
            return RetentionPolicyJson.parse(new String(body, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            throw new Refusal(422, String.valueOf(e.getMessage()));
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
