package io.jenkins.plugins.artifactscopes.server;

import io.jenkins.plugins.artifactscopes.http.github.RetentionSettings;
import io.jenkins.plugins.artifactscopes.retention.EffectivePolicy;
import io.jenkins.plugins.artifactscopes.retention.Policies;
import io.jenkins.plugins.artifactscopes.retention.RetentionPolicy;
import io.jenkins.plugins.artifactscopes.retention.ScopeRules;
import io.jenkins.plugins.artifactscopes.scope.Scope;
import io.jenkins.plugins.artifactscopes.store.ExpireIn;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * The home's policy for all projects, and the days that projects have chosen for the artifacts of their runs; the file has a line for each
 * project that has chosen: days, a tab, its name.
 */
final class ProjectPolicies implements Policies {
    /** What a project may choose where the home's policy sets no cap. */
    static final int MOST_DAYS = 3650;

    private final RetentionPolicy all;
    private final Path file;
    private final Map<String, Integer> days = new ConcurrentHashMap<>();

    private ProjectPolicies(RetentionPolicy all, Path file) {
        this.all = all;
        this.file = file;
    }

    /** @throws IOException when the file cannot be read; the message says where */
    static ProjectPolicies read(RetentionPolicy all, Path file) throws IOException {
        ProjectPolicies policies = new ProjectPolicies(all, file);
        List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
        for (String line : lines) {
            int tab = line.indexOf('\t');
            try {
                policies.days.put(line.substring(tab + 1), Integer.parseInt(line.substring(0, tab)));
            } catch (NumberFormatException | IndexOutOfBoundsException e) {
                throw new IOException(file + " has a line that is no days and project: " + line, e);
            }
        }
        return policies;
    }

    @Override
    public EffectivePolicy of(String project) {
        Integer chosen = days.get(project);
        return new EffectivePolicy(all, chosen == null ? RetentionPolicy.NONE : own(chosen));
    }

    private static RetentionPolicy own(int days) {
        ScopeRules rules = new ScopeRules(List.of(), ExpireIn.after(Duration.ofDays(days)), null);
        return RetentionPolicy.NONE.with(Scope.WORKFLOW, rules).with(Scope.JOB, rules);
    }

    /** These as the settings of a host that dates anew, by {@code changed}, what a changed project has. */
    RetentionSettings settings(Consumer<String> changed) {
        return new RetentionSettings() {
            @Override
            public Days of(String project) {
                int most = most();
                return new Days(Math.min(most, days.getOrDefault(project, usual())), most);
            }

            @Override
            public void change(String project, int chosen) throws IOException {
                save(project, chosen);
                changed.accept(project);
            }
        };
    }

    private int usual() {
        return days(all.rules(Scope.WORKFLOW).otherwise());
    }

    private int most() {
        return Math.min(
                days(all.rules(Scope.WORKFLOW).cap()), days(all.rules(Scope.JOB).cap()));
    }

    private static int days(@org.jspecify.annotations.Nullable ExpireIn age) {
        return (int) Optional.ofNullable(age)
                .flatMap(ExpireIn::age)
                .map(Duration::toDays)
                .map(found -> Math.max(1, Math.min(MOST_DAYS, found)))
                .orElse((long) MOST_DAYS)
                .longValue();
    }

    private synchronized void save(String project, int chosen) throws IOException {
        Map<String, Integer> changed = new TreeMap<>(days);
        changed.put(project, chosen);
        StringBuilder lines = new StringBuilder();
        changed.forEach(
                (name, count) -> lines.append(count).append('\t').append(name).append('\n'));
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(fresh, lines, StandardCharsets.UTF_8);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        days.put(project, chosen);
    }
}
