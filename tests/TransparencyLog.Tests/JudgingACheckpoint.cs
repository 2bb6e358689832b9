using System.Text;
using Supervision.TransparencyLog.Merkle;

namespace Supervision.TransparencyLog.Tests;

public sealed class JudgingACheckpoint
{
    private static readonly Checkpoint Sofa = new("example.com/behind-the-sofa", 20_852_163,
        Hash.ParseBase64("CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I="));

    private static readonly Checkpoint Ours = new(Keys.Log.Verifier.Name, 3, Naive.Root(Naive.Leaves.AsSpan(0, 3)));

    private static readonly DateTimeOffset Time = DateTimeOffset.FromUnixTimeSeconds(1_679_315_147);

    /// <summary>The code, and a text that is not a checkpoint's.</summary>
    public static TheoryData<string, string> Malformed => new()
    {
        { "not-terminated", Sofa.ToText()[..^1] },
        { "not-terminated", "" },
        { "checkpoint-lines", "\n" },
        { "checkpoint-lines", "example.com/a\n1\n" },
        { "checkpoint-lines", "\n" + Sofa.ToText() },
        { "checkpoint-lines", Sofa.ToText() + "\n" },
        { "checkpoint-lines", Sofa.ToText() + "extension\n\nextension\n" },
        { "checkpoint-size", Sofa.ToText().Replace("20852163", "020852163") },
        { "checkpoint-size", Sofa.ToText().Replace("20852163", "+1") },
        { "checkpoint-size", Sofa.ToText().Replace("20852163", "-1") },
        { "checkpoint-size", Sofa.ToText().Replace("20852163", "1 ") },
        { "checkpoint-size", Sofa.ToText().Replace("20852163", "0x1") },
        { "checkpoint-size", Sofa.ToText().Replace("20852163", "9223372036854775808") },
        { "checkpoint-size", Sofa.ToText().Replace("20852163", "٣") },
        { "checkpoint-root", Sofa.ToText().Replace("20852163", "0") },
        { "checkpoint-root", Sofa.ToText().Replace("q2I=", "q2J=") },
        { "checkpoint-root", Sofa.ToText().Replace("q2I=", "q2I") },
        { "checkpoint-root", Sofa.ToText().Replace("CsUY", "") },
        { "checkpoint-root", Sofa.ToText().Replace("q2I=", "q2I= ") },
        { "checkpoint-origin", new string('a', 256) + "\n0\n" + Hash.Empty.ToBase64() + "\n" },
        { "carriage-return", Sofa.ToText().Replace("\n", "\r\n") },
    };

    [Fact]
    public void of_the_specification_reads_it()
    {
        var text = "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n";
        Checkpoint.Parse(text).ShouldBe(Sofa);
        Sofa.ToText().ShouldBe(text);
    }

    [Fact]
    public void keeps_extension_lines_and_takes_an_origin_that_is_no_name()
    {
        var text = "any log + its name\n0\n" + Hash.Empty.ToBase64() + "\nfirst\nsecond line\n";
        var checkpoint = Checkpoint.Parse(text);
        checkpoint.Extensions.ShouldBe(["first", "second line"]);
        checkpoint.ToText().ShouldBe(text);
    }

    [Theory]
    [MemberData(nameof(Malformed))]
    public void that_is_none_says_why(string code, string text) =>
        Keys.Code(() => Checkpoint.Parse(text)).ShouldBe(code);

    [Fact]
    public void signed_by_its_log_is_accepted()
    {
        var accepted = Judge(Signed()).ShouldBeOfType<Verdict.Accepted>();
        accepted.Checkpoint.ShouldBe(Ours);
        accepted.Cosigners.ShouldBeEmpty();
        Signed().ToString().ShouldBe(
            $"example.org/log\n3\n{Ours.Root.ToBase64()}\n\n{Signed().Signatures.Single()}\n");
    }

    [Fact]
    public void with_any_letter_altered_is_refused()
    {
        var note = Signed().ToString();
        for (var i = 0; i < note.Length; i++)
        {
            var altered = note[..i] + (note[i] == 'A' ? 'B' : 'A') + note[(i + 1)..];
            SignedNote read;
            try
            {
                read = SignedNote.Parse(Encoding.UTF8.GetBytes(altered));
            }
            catch (MalformedException)
            {
                continue;
            }

            Judge(read).ShouldBeOfType<Verdict.Refused>(altered).Code.ShouldBeOneOf("not-signed", "signature-wrong");
        }
    }

    [Fact]
    public void signed_by_another_key_of_the_same_name_is_refused() =>
        Refused(Ours.Sign(Keys.Of(Ours.Origin, 9))).ShouldBe("not-signed");

    [Fact]
    public void of_another_origin_is_refused()
    {
        Should.Throw<ArgumentException>(() => Sofa.Sign(Keys.Log));
        Refused(SignedNote.Sign(Sofa.ToText(), Keys.Log)).ShouldBe("origin-differs");
    }

    [Fact]
    public void whose_text_is_none_is_refused_though_signed() =>
        Refused(SignedNote.Sign("anything\n", Keys.Log)).ShouldBe("checkpoint-lines");

    [Fact]
    public void cannot_be_signed_with_a_newline_in_a_line()
    {
        Keys.Code(() => (Ours with { Extensions = ["a\nb"] }).Sign(Keys.Log)).ShouldBe("checkpoint-lines");
        Keys.Code(() => (Ours with { Extensions = [""] }).Sign(Keys.Log)).ShouldBe("checkpoint-lines");
    }

    [Fact]
    public void cosigned_signs_what_the_specification_says()
    {
        Encoding.UTF8.GetString(Cosignature.Message(Sofa.ToText(), 1_679_315_147)).ShouldBe(
            "cosignature/v1\ntime 1679315147\nexample.com/behind-the-sofa\n20852163\n"
            + "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n");
        // The example's own cosignature carries this time.
        var published = Convert.FromBase64String("jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJs"
            + "X3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==");
        Cosignature.TimeOf(published.AsSpan(4)).ShouldBe(1_679_315_147);
        var signature = Cosignature.Create(Keys.FirstCosigner, Signed(), Time);
        signature.Bytes.Length.ShouldBe(72);
        Keys.FirstCosigner.Verifier.Verifies(Ours.ToText(), signature.Bytes.Span).ShouldBeTrue();
        Keys.FirstCosigner.Verifier.Verifies(Sofa.ToText(), signature.Bytes.Span).ShouldBeFalse();
    }

    [Fact]
    public void needs_as_many_cosigners_as_the_policy_says()
    {
        var policy = new Policy(
            Keys.Log.Verifier, [Keys.FirstCosigner.Verifier, Keys.SecondCosigner.Verifier], quorum: 2);
        Refused(Signed(), policy).ShouldBe("too-few-cosigners");
        var one = Cosigned(Signed(), Keys.FirstCosigner);
        Refused(one, policy).ShouldBe("too-few-cosigners");
        // Twice the same cosigner is one.
        var twice = one with { Signatures = [.. one.Signatures, one.Signatures[^1]] };
        Refused(twice, policy).ShouldBe("too-few-cosigners");
        var both = Cosigned(one, Keys.SecondCosigner);
        policy.Judge(both).ShouldBeOfType<Verdict.Accepted>().Cosigners.ShouldBe(
            [new CosignedBy("cosigner.example/1", Time), new CosignedBy("cosigner.example/2", Time)]);
        // Others are passed over, and the log's own signature is needed all the same.
        policy.Judge(Cosigned(both, Keys.Of("somebody", 8, KeyType.Cosignature))).ShouldBeOfType<Verdict.Accepted>();
        Refused(both with { Signatures = [.. both.Signatures.Skip(1)] }, policy).ShouldBe("not-signed");
    }

    [Fact]
    public void with_a_wrong_cosignature_is_refused_though_the_quorum_is_there()
    {
        var policy = new Policy(Keys.Log.Verifier, [Keys.FirstCosigner.Verifier, Keys.SecondCosigner.Verifier], 1);
        var note = Cosigned(Cosigned(Signed(), Keys.FirstCosigner), Keys.SecondCosigner);
        policy.Judge(note).ShouldBeOfType<Verdict.Accepted>();
        for (var at = 0; at < 72; at += 5)
        {
            var bytes = note.Signatures[2].Bytes.ToArray();
            bytes[at] ^= 1;
            var altered = note.Signatures[2] with { Bytes = bytes };
            Refused(note with { Signatures = [.. note.Signatures.Take(2), altered] }, policy)
                .ShouldBe("cosignature-wrong");
        }

        var short1 = note.Signatures[2] with { Bytes = note.Signatures[2].Bytes[..71] };
        Refused(note with { Signatures = [.. note.Signatures.Take(2), short1] }, policy).ShouldBe("cosignature-wrong");
    }

    [Fact]
    public void cannot_be_cosigned_when_it_is_none()
    {
        Keys.Code(() => Cosignature.Create(Keys.FirstCosigner, SignedNote.Sign("x\n", Keys.Log), Time));
        Should.Throw<ArgumentException>(() => Cosignature.Create(Keys.Log, Signed(), Time));
        Should.Throw<ArgumentException>(() =>
            Cosignature.Create(Keys.FirstCosigner, Signed(), DateTimeOffset.UnixEpoch.AddSeconds(-1)));
        var tooLate = new byte[72];
        tooLate[0] = 0x80; // 2^63
        Cosignature.TimeOf(tooLate).ShouldBeNull();
    }

    [Fact]
    public void by_a_policy_that_is_none_is_impossible()
    {
        VerifierKey log = Keys.Log.Verifier, cosigner = Keys.FirstCosigner.Verifier;
        Should.Throw<ArgumentException>(() => new Policy(cosigner));
        Should.Throw<ArgumentException>(() => new Policy(log, [log], 1));
        Should.Throw<ArgumentException>(() => new Policy(log, [cosigner, cosigner], 1));
        // One key under two names could give a quorum by itself.
        Should.Throw<ArgumentException>(() =>
            new Policy(log, [cosigner, Keys.Of("other", 2, KeyType.Cosignature).Verifier], 2));
        Should.Throw<ArgumentException>(() => new Policy(log, [cosigner], 2));
        Should.Throw<ArgumentException>(() => new Policy(log, [cosigner], -1));
    }

    private static SignedNote Signed() => Ours.Sign(Keys.Log);

    private static SignedNote Cosigned(SignedNote note, SignerKey by) => note.With(Cosignature.Create(by, note, Time));

    private static Verdict Judge(SignedNote note) => new Policy(Keys.Log.Verifier).Judge(note);

    private static string Refused(SignedNote note, Policy? policy = null) =>
        (policy ?? new Policy(Keys.Log.Verifier)).Judge(note).ShouldBeOfType<Verdict.Refused>().Code;
}
