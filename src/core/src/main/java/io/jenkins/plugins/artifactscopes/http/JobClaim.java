package io.jenkins.plugins.artifactscopes.http;

import io.jenkins.plugins.artifactscopes.scope.Holder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * What the token of a job says. Whether the block still runs is for the host to find out.
 *
 * @param project the project's full name
 * @param workflow the run's id in the project
 * @param job the job's id in the run
 * @param block the id of the block within the run as long as which the token is good
 * @param run tells this run from another of the same name that came after it was deleted
 */
public record JobClaim(String project, String workflow, String job, String block, String run) {
    private static final int PARTS = 5;

    /** As text: {@code [A-Za-z0-9_-]}. */
    public String encoded() {
        String text = String.join("\n", project, workflow, job, block, run);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Reads {@link #encoded}; empty for what it does not give. */
    public static Optional<JobClaim> decoded(String encoded) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(encoded), StandardCharsets.UTF_8);
            String[] parts = text.split("\n", -1);
            return parts.length == PARTS
                    ? Optional.of(new JobClaim(parts[0], parts[1], parts[2], parts[3], parts[4]))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            // Not base64.
            return Optional.empty();
        }
    }

    /** Whose scopes the token reaches. */
    public Holder holder() {
        return new Holder(project, workflow, job);
    }
}
