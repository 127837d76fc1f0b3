package io.jenkins.plugins.artifactscopes.view;

import java.util.List;

/**
 * What a project's artifacts take: by kind of scope, then the scopes that take most.
 *
 * @param trend how that came to be
 */
public record UsageTable(
        String total, String files, String artifacts, UsageTrend trend, List<UsageRow> kinds, List<UsageRow> biggest) {
    public UsageTable {
        kinds = List.copyOf(kinds);
        biggest = List.copyOf(biggest);
    }
}
