namespace Supervision.TransparencyLog.Tests;

public sealed class ReadingAKey
{
    [Fact]
    public void gives_name_and_id_and_back_its_text()
    {
        var key = VerifierKey.Parse(Keys.PeterVkey);
        (key.Name, key.Id, key.Type).ShouldBe(("PeterNeumann", 0xc74f20a3u, KeyType.Ed25519));
        key.ToString().ShouldBe(Keys.PeterVkey);
        var signer = SignerKey.Parse(Keys.PeterSkey);
        signer.Verifier.ShouldBe(key);
        signer.Encode().ShouldBe(Keys.PeterSkey);
        signer.ToString().ShouldNotContain(Keys.PeterSkey[^20..]);
    }

    [Fact]
    public void mangled_at_any_place_refuses_it()
    {
        foreach (var (text, read) in new (string, Action<string>)[]
        {
            (Keys.PeterVkey, t => VerifierKey.Parse(t)), (Keys.PeterSkey, t => SignerKey.Parse(t)),
        })
        {
            for (var i = 0; i < text.Length; i++)
            {
                Keys.Code(() => read(text[..i] + (char)(text[i] + 1) + text[(i + 1)..])).ShouldNotBeEmpty();
                Keys.Code(() => read(text[..i])).ShouldNotBeEmpty();
                Keys.Code(() => read(text[..i] + text[(i + 1)..])).ShouldNotBeEmpty();
                if (i > 0)
                    Keys.Code(() => read(text[i..])).ShouldNotBeEmpty();
            }
        }
    }

    [Theory]
    // Of another length and of an unknown type, both with their right key ID (golang.org/x/mod/sumdb/note, its tests).
    [InlineData("PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY==", "key-malformed")]
    [InlineData("PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", "key-type")]
    [InlineData("PeterNeumann+C74F20A3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", "key-malformed")]
    [InlineData("Peter Neumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", "key-name")]
    [InlineData("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW\n", "key-malformed")]
    [InlineData("", "key-malformed")]
    [InlineData("++", "key-malformed")]
    public void that_is_none_says_why(string text, string code) =>
        Keys.Code(() => VerifierKey.Parse(text)).ShouldBe(code);

    [Fact]
    public void of_endless_text_does_not_try() =>
        Keys.Code(() => VerifierKey.Parse(new string('a', 10_000_000))).ShouldBe("key-malformed");

    [Fact]
    public void tells_a_log_from_a_cosigner_of_the_same_bytes()
    {
        var (log, cosigner) = (Keys.Of("x", 1), Keys.Of("x", 1, KeyType.Cosignature));
        log.Verifier.Id.ShouldNotBe(cosigner.Verifier.Id);
        log.Verifier.ShouldNotBe(cosigner.Verifier);
        VerifierKey.Parse(cosigner.Verifier.ToString()).Type.ShouldBe(KeyType.Cosignature);
        SignerKey.Parse(cosigner.Encode()).Verifier.ShouldBe(cosigner.Verifier);
    }

    [Fact]
    public void made_anew_is_never_the_same_and_signs()
    {
        var (one, two) = (SignerKey.Generate("a"), SignerKey.Generate("a"));
        one.Verifier.ShouldNotBe(two.Verifier);
        SignedNote.Sign("text\n", one).SignatureBy(VerifierKey.Parse(one.Verifier.ToString()))
            .ShouldBe(SignatureState.Valid);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("a+b")]
    [InlineData("a\u3000b")]
    [InlineData("a\nb")]
    public void cannot_be_made_for_what_is_no_name(string name) =>
        Keys.Code(() => SignerKey.Generate(name)).ShouldBe("key-name");

    [Fact]
    public void cannot_be_made_for_half_a_letter() =>
        Keys.Code(() => SignerKey.Generate("a\ud800")).ShouldBe("not-utf8");
}
