/**
 * Facts about Mandarin readings, as data. Browsers sort Han characters by their pinyin, so a character's syllable is
 * found by its place in that order; only what the order cannot tell stands here.
 */

/** Every syllable, with the first character that the order puts there. `v` stands for `ü`. */
export const firstOfSyllable =
  'a吖ai哎an安ang肮ao凹ba丷bai挀ban扳bang邦bao勹bei卑ben奔beng伻bi屄bian边biao灬bie憋bin汃bing冫bo癶' +
  'bu峬ca嚓cai偲can参cang仓cao撡ce冊cen嵾ceng曽cha叉chai拆chan辿chang伥chao抄che车chen抻cheng阷chi吃' +
  'chong充chou抽chu出chua歘chuai揣chuan巛chuang刅chui吹chun旾chuo逴ci呲cong匆cou凑cu粗cuan汆cui崔' +
  'cun邨cuo搓da咑dai呆dan丹dang当dao刀de嘚den扥deng灯di氐dia嗲dian敁diao刁die爹ding丁diu丟dong东dou吺' +
  'du厾duan耑dui垖dun吨duo多e妸ei诶en奀eng鞥er儿fa发fan帆fang匚fei飞fen分feng丰fo仏fou紑fu夫ga旮gai侅' +
  'gan甘gang冈gao皋ge戈gei给gen根geng刯gong工gou勾gu估gua瓜guai乖guan关guang光gui归gun丨guo呙ha哈' +
  'hai咍han佄hang夯hao茠he诃hei黒hen拫heng亨hong叿hou齁hu乎hua花huai怀huan欢huang巟hui灰hun昏huo吙' +
  'ji丌jia加jian戋jiang江jiao艽jie阶jin巾jing坕jiong冂jiu丩ju凥juan姢jue噘jun军ka咔kai开kan刊kang忼' +
  'kao尻ke匼ken肎keng劥kong空kou抠ku扝kua夸kuai蒯kuan宽kuang匡kui亏kun坤kuo扩la垃lai来lan兰lang啷' +
  'lao捞le仂lei雷leng崚li哩lia俩lian奁liang良liao撩lie毟lin拎ling伶liu溜long龙lou瞜lu噜lv驴luan娈' +
  'lun抡luo啰m呣ma妈mai埋man嫚mang牤mao猫me嚒mei坆men椚meng擝mi咪mian宀miao喵mie乜min民ming名miu谬' +
  'mo摸mou哞mu毪na拏nai腉nan囡nang囔nao孬ne疒nei娞nen恁neng能ng嗯ni妮nian拈niang娘niao鸟nie捏nin囜' +
  'ning宁niu妞nong农nou羺nu奴nv女nuan奻nuo挪o喔ou讴pa妑pai拍pan眅pang乓pao抛pei呸pen喷peng匉pi丕' +
  'pian囨piao剽pie氕pin姘ping乒po钋pou剖pu仆qi七qia掐qian千qiang呛qiao悄qie苆qin亲qing靑qiong卭qiu丘' +
  'qu区quan奍que炔qun夋ran呥rang穣rao娆re惹ren人reng扔ri日rong戎rou厹ru邚rua挼ruan堧rui桵run瞤ruo捼' +
  'sa仨sai毢san三sang桒sao掻se閪sen森seng僧sha杀shai筛shan山shang伤shao弰she奢shei谁shen申sheng升' +
  'shi尸shou収shu书shua刷shuai衰shuan闩shuang双shui脽shun吮shuo说si厶song忪sou凁su苏suan狻sui夊sun孙' +
  'suo唆ta他tai囼tan坍tang汤tao夲te忑teng熥ti剔tian天tiao旫tie帖ting厅tong囲tou偷tu凸tuan湍tui推tun吞' +
  'tuo乇wa屲wai歪wan弯wang尢wei危wen昷weng翁wo挝wu乌xi夕xia呷xian仙xiang乡xiao灱xie些xin心xing星' +
  'xiong凶xiu休xu吁xuan吅xue削xun坃ya丫yan恹yang央yao幺ye倻yi一yin囙ying应yo哟yong佣you优yu込yuan囦' +
  'yue曰yun晕za帀zai災zan兂zang匨zao傮ze则zei贼zen怎zeng囎zha扎zhai夈zhan枬zhang张zhao佋zhe蜇zhen贞' +
  'zheng凧zhi之zhong中zhou州zhu朱zhua抓zhuai跩zhuan专zhuang妆zhui隹zhun宒zhuo拙zi孜zong宗zou邹zu租' +
  'zuan钻zui厜zun尊zuo嘬';

/** Further readings of everyday characters, by reading: the order knows one place for each. */
export const furtherReadings =
  'ao嚣bai伯bao剥曝bei呗bi辟佛bo薄泊簿佛bu堡卜cen参cha刹chai差chan单chang长裳che尺chen称沈cheng盛' +
  'chi匙chong种重ci差dai大dan石dei得deng澄di的地提dou读du都dui敦追duo度隋e阿fo佛ga夹咖gan乾ge盖合' +
  'gong红gou拘句gu贾鹄gua括呱guan莞hang吭巷行hao镐he盖吓hei嗨heng行hu核和hua豁huan还huo和' +
  'ji给期其奇齐系jian槛浅jiang虹强jiao嚼觉校jie价藉楷jing劲ju车柜桔juan圈jue脚角jun龟隽ke咳kuai会la落' +
  'lao乐落lei勒liang俩靓liao了lou露lu六绿lve掠略ma么man埋miao缪miu缪mo貉么没万mu模莫牟nai哪ne哪' +
  'nei哪那ni呢nian粘辗nuo难nve虐疟o喔ou区pa耙pai迫pan番胖pang膀磅peng亨pian扁便piao朴骠ping冯po繁朴' +
  'pu堡暴卜埔qi荠qia卡qian纤qiao壳雀qie茄qin覃qing亲qiu仇龟re若san参se塞shai色shan单栅shang汤shao召' +
  'she歙shen参sheng乘晟shi什似殖shou熟shu俞shuai率shui谁说shuo数si食伺su缩tan弹tang樘tao跳tiao调tun囤' +
  'tuo拓wei遗wu恶xia夹厦xian铣洗xiang降xiao削xie解血叶xing荥xiu臭宿xu畜xuan券xun荨yan铅yao侥乐么疟约' +
  'yi艾食尾yo育yu蔚尉yue乐说yun员za咱扎zai仔zang藏zeng曾zha查zhai翟祭齐择zhao朝着zhe著zhi识氏拓zhou调' +
  'zhu属zhua爪zhuai转zhuan传zhuang幢zhuo缴著琢着zi齐zui咀';
