package io.jenkins.plugins.artifactscopes.http;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;

class JobTokensProperties {
    private final JobTokens tokens = new JobTokens(new Signer(new byte[32]));

    @Property(tries = 200)
    void shouldReadNothingIntoAnyText(@ForAll @StringLength(max = 200) String text) {
        assertThat(tokens.read("artifact_job_" + text)).isEmpty();
    }
}
