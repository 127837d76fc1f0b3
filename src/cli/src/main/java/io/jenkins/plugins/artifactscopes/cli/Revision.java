package io.jenkins.plugins.artifactscopes.cli;

import io.jenkins.plugins.artifactscopes.store.Origin;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What the run is built from: by option, else by our variable, else by those of the usual CI systems. */
final class Revision {
    /** Those that tell the branch that is proposed come before those that tell where it is to go. */
    private static final List<String> BRANCHES = List.of(
            "ARTIFACT_BRANCH",
            "CHANGE_BRANCH",
            "BRANCH_NAME",
            "GIT_BRANCH",
            "GITHUB_HEAD_REF",
            "GITHUB_REF_NAME",
            "SEMAPHORE_GIT_BRANCH",
            "CI_COMMIT_BRANCH",
            "CI_COMMIT_REF_NAME",
            "BUILDKITE_BRANCH",
            "CIRCLE_BRANCH");

    private static final List<String> COMMITS = List.of(
            "ARTIFACT_SHA",
            "GIT_COMMIT",
            "GITHUB_SHA",
            "SEMAPHORE_GIT_SHA",
            "CI_COMMIT_SHA",
            "BUILDKITE_COMMIT",
            "CIRCLE_SHA1");

    /** What Jenkins puts before a branch in {@code GIT_BRANCH}. */
    private static final String REMOTE = "origin/";

    @Option(
            names = "--branch",
            paramLabel = "NAME",
            description = "The branch that the run is built from; else ARTIFACT_BRANCH or what the CI system says.")
    private @Nullable String branch;

    @Option(
            names = "--sha",
            paramLabel = "COMMIT",
            description = "The commit that the run is built from; else ARTIFACT_SHA or what the CI system says.")
    private @Nullable String sha;

    Origin origin(Map<String, String> environment) {
        try {
            Origin written = Origin.of(orEmpty(branch), orEmpty(sha));
            return Origin.of(
                    branch == null ? branch(environment) : written.branchOrEmpty(),
                    sha == null ? commit(environment) : written.shaOrEmpty());
        } catch (IllegalArgumentException e) {
            throw new WrongUsage(e);
        }
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static String branch(Map<String, String> environment) {
        return first(environment, BRANCHES, value -> Origin.of(withoutRemote(value), "")
                .branchOrEmpty());
    }

    private static String withoutRemote(String branch) {
        return branch.startsWith(REMOTE) ? branch.substring(REMOTE.length()) : branch;
    }

    private static String commit(Map<String, String> environment) {
        return first(environment, COMMITS, value -> Origin.of("", value).shaOrEmpty());
    }

    /** The first variable that says something which can be kept: no push fails for what a CI system says besides. */
    private static String first(Map<String, String> environment, List<String> names, UnaryOperator<String> read) {
        return names.stream()
                .map(name -> environment.getOrDefault(name, ""))
                .map(value -> readable(value, read))
                .filter(value -> !value.isBlank())
                .findFirst()
                .orElse("");
    }

    private static String readable(String value, UnaryOperator<String> read) {
        try {
            return read.apply(value);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
