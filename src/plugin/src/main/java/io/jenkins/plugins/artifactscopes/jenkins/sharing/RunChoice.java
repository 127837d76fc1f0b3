package io.jenkins.plugins.artifactscopes.jenkins.sharing;

import hudson.AbortException;
import hudson.model.Job;
import hudson.model.Run;
import org.jspecify.annotations.Nullable;

/**
 * Which run of a job is meant.
 *
 * @param text {@code lastSuccessful}, {@code latest} or a number
 */
record RunChoice(String text) {
    static final String LAST_SUCCESSFUL = "lastSuccessful";
    static final String LATEST = "latest";

    /**
     * @param text empty or null for the last successful one
     * @throws AbortException for what means no run; the message says what does
     */
    static RunChoice parse(@Nullable String text) throws AbortException {
        String choice = text == null || text.isBlank() ? LAST_SUCCESSFUL : text.strip();
        if (!choice.equals(LAST_SUCCESSFUL) && !choice.equals(LATEST) && !isNumber(choice)) {
            throw new AbortException("'" + ProjectName.shown(choice) + "' is no run. Write run: '" + LAST_SUCCESSFUL
                    + "', run: '" + LATEST + "' or the number of a run.");
        }
        return new RunChoice(choice);
    }

    private static boolean isNumber(String text) {
        return text.matches("[1-9][0-9]{0,8}");
    }

    /** @throws AbortException where there is no such run */
    Run<?, ?> of(Job<?, ?> job) throws AbortException {
        Run<?, ?> run = find(job);
        if (run == null) {
            String what =
                    isNumber(text) ? "no run " + text : text.equals(LATEST) ? "no run yet" : "no successful run yet";
            throw new AbortException(job.getFullName() + " has " + what + ".");
        }
        return run;
    }

    private @Nullable Run<?, ?> find(Job<?, ?> job) {
        return switch (text) {
            case LAST_SUCCESSFUL -> job.getLastSuccessfulBuild();
            case LATEST -> job.getLastBuild();
            default -> job.getBuildByNumber(Integer.parseInt(text));
        };
    }
}
