package io.jenkins.plugins.artifactscopes.http;

import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Mints and reads the tokens of jobs: {@code artifact_job_SIGNATURE.CLAIM}. The same claim has the same token, so that none is ever stored. The
 * signature comes right behind the prefix, because a text in base64 with lines of 76 characters has it in its first line then, which {@link
 * JobTokenMask} knows by the prefix.
 */
public final class JobTokens {
    static final String PREFIX = "artifact_job_";

    private static final String KIND = "job";
    private static final int SIGNATURE_LENGTH = 43;
    private static final int MAX_LENGTH = 8192;

    private final Signer signer;

    public JobTokens(Signer signer) {
        this.signer = signer;
    }

    /** Whether a credential says that it is a token of a job, right or not. */
    public static boolean isMeant(String credential) {
        return credential.startsWith(PREFIX);
    }

    /** At most some thousand characters of {@code [A-Za-z0-9_.-]}. */
    public String mint(JobClaim claim) {
        byte[] signature = HexFormat.of().parseHex(signer.sign(signed(claim)));
        return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(signature) + "." + claim.encoded();
    }

    private static List<String> signed(JobClaim claim) {
        return List.of(KIND, claim.project(), claim.workflow(), claim.job(), claim.block(), claim.run());
    }

    /** What the token says; empty for one that was not minted here. */
    public Optional<JobClaim> read(String token) {
        int dot = PREFIX.length() + SIGNATURE_LENGTH;
        if (!isMeant(token) || token.length() > MAX_LENGTH || token.length() <= dot || token.charAt(dot) != '.') {
            return Optional.empty();
        }
        try {
            byte[] signed = Base64.getUrlDecoder().decode(token.substring(PREFIX.length(), dot));
            String signature = HexFormat.of().formatHex(signed);
            return JobClaim.decoded(token.substring(dot + 1))
                    .filter(claim -> signer.isSigned(signature, signed(claim)))
                    .filter(claim -> mint(claim).equals(token));
        } catch (IllegalArgumentException e) {
            // Not base64, or with what cannot be signed: nothing that comes from here.
            return Optional.empty();
        }
    }
}
