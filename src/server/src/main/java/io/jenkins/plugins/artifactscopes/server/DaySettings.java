package io.jenkins.plugins.artifactscopes.server;

import io.jenkins.plugins.artifactscopes.http.github.RetentionSettings;
import io.jenkins.plugins.artifactscopes.retention.PolicySettings;
import io.jenkins.plugins.artifactscopes.retention.RetentionPolicy;
import io.jenkins.plugins.artifactscopes.scope.Scope;
import io.jenkins.plugins.artifactscopes.store.ExpireIn;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** GitHub's days: the defaults of the scopes of runs and jobs in a project's own policy. */
final class DaySettings implements RetentionSettings {
    /** What a project may choose where the home's policy sets no cap. */
    static final int MOST_DAYS = 3650;

    private final PolicySettings policies;

    DaySettings(PolicySettings policies) {
        this.policies = policies;
    }

    @Override
    public Days of(String project) {
        int most = Math.min(
                days(policies.all().rules(Scope.WORKFLOW).cap()),
                days(policies.all().rules(Scope.JOB).cap()));
        ExpireIn own = policies.own(project).rules(Scope.WORKFLOW).otherwise();
        ExpireIn all = policies.all().rules(Scope.WORKFLOW).otherwise();
        return new Days(Math.min(most, days(own == null ? all : own)), most);
    }

    private static int days(@Nullable ExpireIn age) {
        return (int) Optional.ofNullable(age)
                .flatMap(ExpireIn::age)
                .map(Duration::toDays)
                .map(found -> Math.max(1, Math.min(MOST_DAYS, found)))
                .orElse((long) MOST_DAYS)
                .longValue();
    }

    @Override
    public void change(String project, int days) throws IOException {
        ExpireIn age = ExpireIn.after(Duration.ofDays(days));
        RetentionPolicy own = policies.own(project);
        policies.change(
                project,
                own.with(Scope.WORKFLOW, own.rules(Scope.WORKFLOW).withOtherwise(age))
                        .with(Scope.JOB, own.rules(Scope.JOB).withOtherwise(age)));
    }
}
