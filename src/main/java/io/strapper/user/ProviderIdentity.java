package io.strapper.user;

/**
 * Who somebody is at an OpenID Connect provider. Names and addresses there may change
 * hands: issuer and subject never do.
 *
 * @param issuer the provider's issuer identifier
 * @param subject the {@code sub} claim, unique at that provider
 */
public record ProviderIdentity(String issuer, String subject) {

}
