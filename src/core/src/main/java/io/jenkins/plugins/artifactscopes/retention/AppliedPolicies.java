package io.jenkins.plugins.artifactscopes.retention;

import io.jenkins.plugins.artifactscopes.catalog.DurableFile;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.Digest;
import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The policies that what is stored is dated by, kept in a file. A policy may change while nobody listens: its file is edited while the host is down, or a
 * configuration is loaded at the start or again. Compared with the file, such a change is found too. For one thread at a time.
 *
 * <p>The file has a line for each project with a policy of its own, {@code DIGEST NAME}, and one without a name for the policy for all. The digest is the SHA-256 of the
 * policy's rules as JSON; the name is URL-encoded, so that all is ASCII.
 */
public final class AppliedPolicies {
    private final Path file;
    private final Supplier<Current> current;
    private final Redating redating;
    /** What the policies were when changes were noted last; null before. */
    private volatile @Nullable Map<String, String> noted;

    /** @param current gives the policies that are in force */
    public AppliedPolicies(Path file, Supplier<Current> current, Redating redating) {
        this.file = file;
        this.current = current;
        this.redating = redating;
    }

    /**
     * Notes each project whose policy is not that of the file; all of them where the file is missing or is none. To be called at the start.
     *
     * @return whether {@link #resume} has something to do
     */
    public boolean noteChanges() throws IOException {
        note(current.get());
        return !redating.isDone();
    }

    private void note(Current policies) throws IOException {
        Map<String, String> now = policies.digests();
        Map<String, String> last = noted;
        Map<String, String> before = last == null ? read() : last;
        if (before == null || !now.getOrDefault("", "").equals(before.getOrDefault("", ""))) {
            redating.allChanged();
        } else {
            TreeSet<String> projects = new TreeSet<>(now.keySet());
            projects.addAll(before.keySet());
            projects.removeIf(project -> now.getOrDefault(project, "").equals(before.getOrDefault(project, "")));
            projects.forEach(redating::changed);
        }
        policies.unread().keySet().forEach(redating::mayChange);
        noted = now;
    }

    /** Notes what has changed, as {@link #noteChanges}, and does what {@link Redating#resume} does; when all of it is done, the file says so. */
    public Redating.Redated resume(BooleanSupplier stop) throws IOException {
        // Before the work: what changes during it is found by another call.
        Current policies = current.get();
        note(policies);
        Redating.Redated redated = redating.resume(stop);
        Map<String, String> dated = policies.digests();
        if (redated.complete() && !dated.equals(read())) {
            write(dated);
        }
        return redated.with(policies.failures());
    }

    private @Nullable Map<String, String> read() throws IOException {
        if (Files.notExists(file)) {
            return null;
        }
        Map<String, String> digests = new TreeMap<>();
        for (String line : Files.readAllLines(file, StandardCharsets.ISO_8859_1)) {
            String[] words = line.split(" ", -1);
            if (words.length != 2) {
                return null;
            }
            try {
                digests.put(URLDecoder.decode(words[1], StandardCharsets.UTF_8), words[0]);
            } catch (IllegalArgumentException e) {
                // It is no such file, and what is stored is dated anew.
                return null;
            }
        }
        return digests;
    }

    private void write(Map<String, String> digests) throws IOException {
        StringBuilder lines = new StringBuilder();
        digests.forEach((project, digest) -> lines.append(digest)
                .append(' ')
                .append(URLEncoder.encode(project, StandardCharsets.UTF_8))
                .append('\n'));
        DurableFile.write(file, lines.toString());
    }

    /**
     * The policies that are in force.
     *
     * @param all that for all projects
     * @param own those of projects, by their names
     * @param unread why a project's own cannot be read, by the project's name
     */
    public record Current(RetentionPolicy all, Map<String, RetentionPolicy> own, Map<String, RuntimeException> unread) {
        public Current {
            own = Map.copyOf(own);
            unread = Map.copyOf(unread);
        }

        private List<SweepResult.Failure> failures() {
            return unread.entrySet().stream()
                    .limit(SweepResult.MAX_FAILURES)
                    .map(one -> new SweepResult.Failure(ScopeId.project(one.getKey()), one.getValue()))
                    .toList();
        }

        private Map<String, String> digests() {
            Map<String, String> digests = new TreeMap<>();
            own.forEach((project, policy) -> put(digests, project, policy));
            put(digests, "", all);
            return digests;
        }

        /** A policy without rules is none; a quota dates nothing. */
        private static void put(Map<String, String> digests, String project, RetentionPolicy policy) {
            if (!policy.scopes().isEmpty()) {
                byte[] rules = RetentionPolicyJson.print(new RetentionPolicy(policy.scopes()))
                        .getBytes(StandardCharsets.UTF_8);
                digests.put(project, Digest.ofContent(rules, 0, rules.length).hex());
            }
        }
    }
}
