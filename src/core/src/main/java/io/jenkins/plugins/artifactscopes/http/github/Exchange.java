package io.jenkins.plugins.artifactscopes.http.github;

import io.jenkins.plugins.artifactscopes.http.Answers;
import io.jenkins.plugins.artifactscopes.http.download.Conditions;
import io.jenkins.plugins.artifactscopes.store.Digest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** One request of somebody who has been let in, with its answer. */
record Exchange(
        HttpServletRequest request,
        HttpServletResponse response,
        Address address,
        Permissions permissions,
        Answers answers) {
    String project() {
        return address.project();
    }

    /** Null when it is missing or empty. */
    @Nullable
    String parameter(String name) {
        String value = request.getParameter(name);
        return value == null || value.isEmpty() ? null : value;
    }

    /** Answers 200 with this, or 304 when the client has it already. */
    void answerUnlessKnown(byte[] json) throws IOException {
        String tag = "\"" + Digest.ofContent(json, 0, json.length).hex().substring(0, 32) + "\"";
        response.setHeader("ETag", tag);
        response.setHeader("Cache-Control", "private, no-cache");
        if (Conditions.isUnchanged(request, tag)) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
        } else {
            answers.json(response, HttpServletResponse.SC_OK, json);
        }
    }
}
