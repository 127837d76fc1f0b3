package io.jenkins.plugins.artifactscopes.cli;

import io.jenkins.plugins.artifactscopes.scope.Scope;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.transfer.ScopeAccess;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the server is and whose scopes are meant: by option, else by our variable, else by Semaphore's. */
final class Connection {
    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "The server; else ARTIFACT_URL or SEMAPHORE_ORGANIZATION_URL.")
    private @Nullable String url;

    @Option(
            names = "--token",
            paramLabel = "TOKEN",
            description = "What lets in there; else ARTIFACT_TOKEN or SEMAPHORE_ARTIFACT_TOKEN.")
    private @Nullable String token;

    @Option(
            names = "--project",
            paramLabel = "NAME",
            description = "The project's full name; else ARTIFACT_PROJECT or SEMAPHORE_PROJECT_ID.")
    private @Nullable String project;

    @Option(
            names = "--workflow",
            paramLabel = "ID",
            description = "The run's id; else ARTIFACT_WORKFLOW or SEMAPHORE_WORKFLOW_ID.")
    private @Nullable String workflow;

    @Option(
            names = "--job",
            paramLabel = "ID",
            description = "The job's id in the run; else ARTIFACT_JOB or SEMAPHORE_JOB_ID.")
    private @Nullable String job;

    ScopeAccess open(Shell shell, Scope scope) {
        Map<String, String> environment = shell.environment();
        URI server = server(shell);
        String secret = need(environment, token, "token", "TOKEN", "ARTIFACT_TOKEN");
        return shell.connector().connect(server, secret, scope(environment, scope));
    }

    /** The server's URL as it was given. */
    URI server(Shell shell) {
        return server(need(shell.environment(), url, "server", "URL", "ORGANIZATION_URL"));
    }

    private ScopeId scope(Map<String, String> environment, Scope scope) {
        String inProject = need(environment, project, "project", "PROJECT", "PROJECT_ID");
        if (scope == Scope.PROJECT) {
            return named(() -> ScopeId.project(inProject));
        }
        String inWorkflow = need(environment, workflow, "workflow", "WORKFLOW", "WORKFLOW_ID");
        if (scope == Scope.WORKFLOW) {
            return named(() -> ScopeId.workflow(inProject, inWorkflow));
        }
        String inJob = need(environment, job, "job", "JOB", "JOB_ID");
        return named(() -> ScopeId.job(inProject, inWorkflow, inJob));
    }

    private static ScopeId named(java.util.function.Supplier<ScopeId> id) {
        try {
            return id.get();
        } catch (IllegalArgumentException e) {
            throw new WrongUsage(e);
        }
    }

    private static String need(
            Map<String, String> environment, @Nullable String option, String what, String ours, String semaphores) {
        return Stream.of(
                        Optional.ofNullable(option),
                        Optional.ofNullable(environment.get("ARTIFACT_" + ours)),
                        Optional.ofNullable(environment.get("SEMAPHORE_" + semaphores)))
                .flatMap(Optional::stream)
                .filter(value -> !value.isBlank())
                .findFirst()
                .orElseThrow(() -> new WrongUsage("Which " + what + " is meant? Set ARTIFACT_" + ours + " or add --"
                        + ours.toLowerCase(java.util.Locale.ROOT) + "."));
    }

    private static URI server(String text) {
        try {
            URI uri = new URI(text);
            if (uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
                return uri;
            }
        } catch (URISyntaxException e) {
            throw new WrongUsage(noUrl(text), e);
        }
        throw new WrongUsage(noUrl(text));
    }

    private static String noUrl(String text) {
        return "'" + text
                + "' is no server's URL. Write it like http://127.0.0.1:8080 or https://ci.example.org/jenkins.";
    }
}
