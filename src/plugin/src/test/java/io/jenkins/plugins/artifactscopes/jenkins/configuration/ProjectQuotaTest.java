package io.jenkins.plugins.artifactscopes.jenkins.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.artifactscopes.catalog.Quota;
import org.junit.Test;

/** A Jenkinsfile may set the quota of its project: it cannot take more than the administrator gives. */
public class ProjectQuotaTest {
    private static final Quota OF_ALL = new Quota(100, 10);

    private final ArtifactScopesProperty property = new ArtifactScopesProperty();

    @Test
    public void shouldBeThatForAllWhereTheProjectHasNone() {
        assertThat(property.quota(OF_ALL)).isEqualTo(OF_ALL);
    }

    @Test
    public void shouldBeTheSmallerOfBoth() {
        property.setQuota("999 TiB");
        property.setQuotaFiles("3");
        assertThat(property.quota(OF_ALL)).isEqualTo(new Quota(100, 3));
        assertThat(property.quota(Quota.UNLIMITED).bytes()).isEqualTo(999L << 40);
    }
}
