package io.jenkins.plugins.artifactscopes.jenkins.http;

import io.jenkins.plugins.artifactscopes.http.Refusal;
import io.jenkins.plugins.artifactscopes.jenkins.shell.LiveTokens;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Pushes that jobs have begun with their tokens. What goes on with one is let in as long as the token is good. */
final class JobPushes {
    private static final int MOST = 20_000;
    private static final String PUSHES = "pushes/";

    private final Map<String, String> tokens = new LinkedHashMap<>();

    /** @throws Refusal 401 when the token is not good, or not any more */
    LiveTokens.Job job(String token) throws Refusal {
        return LiveTokens.job(token)
                .orElseThrow(() -> new Refusal(
                        401,
                        "This token is that of a job that has ended, or of none. A job's token works within its block"
                                + " alone; outside use an API token of a user."));
    }

    synchronized void opened(String push, String token) {
        tokens.put(push, token);
        if (tokens.size() > MOST) {
            tokens.remove(tokens.keySet().iterator().next());
        }
    }

    /**
     * @param path of a request, behind where transfers are served
     * @throws Refusal 403 when it is about a push of a job whose token is not good any more
     */
    void requireLive(String path) throws Refusal {
        String token = path.startsWith(PUSHES) ? token(path.split("/", 3)[1]) : null;
        if (token != null && LiveTokens.job(token).isEmpty()) {
            throw new Refusal(403, "The job that began this push has ended.");
        }
    }

    private synchronized @Nullable String token(String push) {
        return tokens.get(push);
    }
}
