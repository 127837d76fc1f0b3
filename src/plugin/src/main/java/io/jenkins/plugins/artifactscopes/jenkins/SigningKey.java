package io.jenkins.plugins.artifactscopes.jenkins;

import io.jenkins.plugins.artifactscopes.http.Signer;
import java.nio.charset.StandardCharsets;
import jenkins.security.HMACConfidentialKey;

/** The key that signed addresses are signed with. It is drawn from one that Jenkins keeps, encrypted, in {@code $JENKINS_HOME/secrets}. */
public final class SigningKey {
    private static final HMACConfidentialKey KEY = new HMACConfidentialKey(SigningKey.class, "addresses");

    private SigningKey() {}

    /** @param purpose what is signed; what was signed for one purpose is worth nothing for another */
    public static Signer signer(String purpose) {
        return new Signer(KEY.mac(purpose.getBytes(StandardCharsets.UTF_8)));
    }
}
