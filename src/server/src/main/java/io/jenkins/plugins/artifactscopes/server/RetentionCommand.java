package io.jenkins.plugins.artifactscopes.server;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows, previews and sets retention policies. */
@Command(
        name = "retention",
        description = "Shows a retention policy, previews what another would do, or sets it. The server may be running"
                + " or stopped.")
final class RetentionCommand {
    private final Surroundings surroundings;

    RetentionCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** Whose policy. */
    static final class Whose {
        @Mixin
        private final HomeOption home = new HomeOption();

        @Option(names = "--project", paramLabel = "NAME", description = "The project's own policy; else that for all.")
        private @Nullable String project;

        private String path() {
            if (project == null) {
                return "/artifact-scopes/v1/admin/retention-policy";
            }
            int slash = project.lastIndexOf('/');
            String owner = slash < 0 ? "-" : project.substring(0, slash).replace('/', ':');
            return "/repos/" + encoded(owner) + "/" + encoded(project.substring(slash + 1))
                    + "/actions/retention-policy";
        }

        private static String encoded(String part) {
            return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
        }
    }

    @Command(name = "show", description = "Prints the policy as JSON.")
    int show(@Mixin Whose whose) throws IOException {
        surroundings.out().println(server(whose).ask("GET", whose.path(), ""));
        return 0;
    }

    @Command(name = "preview", description = "Prints what a policy would delete, when and why, before it is set.")
    int preview(
            @Mixin Whose whose,
            @Option(names = "--file", required = true, paramLabel = "FILE", description = "The policy, JSON or YAML.")
                    Path file,
            @Option(names = "--json", description = "As the server says it, rather than for people.") boolean json)
            throws IOException {
        String answer = server(whose).ask("POST", whose.path() + "/preview?per_page=1000", read(file));
        surroundings.out().println(json ? answer : PreviewText.of(answer));
        return 0;
    }

    @Command(name = "set", description = "Sets the policy; what is stored is dated anew.")
    int set(
            @Mixin Whose whose,
            @Option(names = "--file", required = true, paramLabel = "FILE", description = "The policy, JSON or YAML.")
                    Path file)
            throws IOException {
        server(whose).ask("PUT", whose.path(), read(file));
        return 0;
    }

    private AdminCall server(Whose whose) {
        return new AdminCall(whose.home.home(), surroundings.clock());
    }

    private static String read(Path file) throws IOException {
        String text = Files.readString(file);
        String name = String.valueOf(file.getFileName());
        try {
            return name.endsWith(".yaml") || name.endsWith(".yml") ? Yaml.json(text) : text;
        } catch (IllegalArgumentException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }
}
